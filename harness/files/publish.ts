import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { UnwritableError } from './unwritable.ts';
import { writeFlushed } from './write-whole.ts';

/** A file that belongs to a set. */
export interface NamedText {
  readonly name: string;
  /** Whole, or piece by piece. */
  readonly text: string | Iterable<string>;
}

/** The folder in which a set is written. */
const WRITING = '.heddle-writing';
/** What that folder is renamed to when the set is whole: from then on it will appear, whatever happens to this process. */
const READY = '.heddle-ready';

/**
 * Puts files into a folder together: they are written beside their places, and only when the last of them is whole are
 * they renamed. A process that is killed leaves the earlier files, or a whole set that the next one puts in its place.
 * Only under the lock of the folder.
 * @param files the one that others look at first comes last
 * @param shown what to call a path in a complaint
 * @throws UnwritableError naming the file, and what the making of a text throws; the earlier files are then as they were
 */
export function publish(folder: string, files: readonly NamedText[], shown: (file: string) => string): void {
  const writing = path.join(folder, WRITING);
  let current = folder;
  try {
    rmSync(writing, { recursive: true, force: true });
    mkdirSync(writing);
    for (const [index, { name, text }] of files.entries()) {
      current = path.join(folder, name);
      if (existsSync(current) && statSync(current).isDirectory()) {
        throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      }
      // The names say in which order they go.
      writeFlushed(path.join(writing, `${String(index).padStart(3, '0')}-${name}`), text);
    }
    renameSync(writing, path.join(folder, READY));
    appear(folder);
  } catch (error) {
    rmSync(writing, { recursive: true, force: true });
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new UnwritableError(shown(current), error);
  }
}

/** Whether a process was ended while it wrote here. */
export function isLeftOver(folder: string): boolean {
  return existsSync(path.join(folder, READY)) || existsSync(path.join(folder, WRITING));
}

/** Completes what a process that was ended had begun: a whole set appears, another is forgotten. Only under the lock. */
export function tidy(folder: string): void {
  appear(folder);
  rmSync(path.join(folder, WRITING), { recursive: true, force: true });
}

function appear(folder: string): void {
  const ready = path.join(folder, READY);
  if (!existsSync(ready)) return;
  for (const numbered of readdirSync(ready).toSorted()) {
    renameSync(path.join(ready, numbered), path.join(folder, numbered.replace(/^\d+-/, '')));
  }
  rmdirSync(ready);
}
