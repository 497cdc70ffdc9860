import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import { isLeftOver } from '../../files/publish.ts';
import { LOCK_FILE, lockFolder, unlockFolder } from '../../files/folder-lock.ts';
import { UnwritableError } from '../../files/unwritable.ts';
import type { Project } from '../project/project.ts';

const OUTPUT_DIR_DEFAULT = 'reports/out';

/** Where report files are: the option, relative to the working directory; else the package's own folder. */
export function outputFolder(option: string | undefined, project: Project, cwd: string): string {
  return path.resolve(cwd, option ?? path.join(project.root, OUTPUT_DIR_DEFAULT));
}

/**
 * Makes the folder if it is not there.
 * @throws UsageError where that cannot be, or nothing can be written in it
 */
export function makeOutputFolder(outputDir: string): void {
  try {
    makeFolder(outputDir);
  } catch (error) {
    throw new UsageError(`--output-dir: cannot make the folder "${outputDir}"${codeOf(error)}.`, {
      cause: error,
    });
  }
  try {
    accessSync(outputDir, constants.W_OK);
  } catch (error) {
    throw new UsageError(`--output-dir: cannot write in "${outputDir}"${codeOf(error)}.`, { cause: error });
  }
}

/**
 * Makes the folder if it is not there, and locks it until this process ends.
 * @param shown what to call it in a complaint
 * @throws UsageError where that cannot be, nothing can be written in it, or another process writes there
 */
export function claimOutputFolder(outputDir: string, shown: string): void {
  makeOutputFolder(outputDir);
  try {
    lockFolder(outputDir, shown);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UnwritableError(path.join(shown, LOCK_FILE), error);
  }
}

/** Before something is read there: completes what a process that was ended had begun to write. */
export function recoverOutputFolder(outputDir: string): void {
  if (!isLeftOver(outputDir)) return;
  try {
    lockFolder(outputDir, outputDir);
    unlockFolder(outputDir);
  } catch {
    // Another process writes there, or this one may not: what is there is whole.
  }
}

/** One level at a time: the recursive `mkdirSync` never returns where a folder is there and refuses, as /proc does. */
function makeFolder(folder: string): void {
  const parent = path.dirname(folder);
  if (parent !== folder && !existsSync(parent)) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw error;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
}
