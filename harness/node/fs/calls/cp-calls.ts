import { resolve } from 'node:path';
import { fail } from '../volume/errno.ts';
import type { Inode } from '../volume/inode.ts';
import { type Caller, textOf } from './caller.ts';
import { mkdir } from './folder-calls.ts';
import { readlink, symlink, unlink } from './name-calls.ts';
import { utimes } from './metadata-calls.ts';
import { copyFile } from './whole-file-calls.ts';

/*
 * What of `cpSync` is native from Node 22 on.
 */

/** @throws Error with the code and the message that Node gives it */
function refuse(code: string, message: string): never {
  throw Object.assign(new Error(message), { code });
}

/** Whether one may be copied to the other; makes the folders above the other. */
export function checkPaths(
  caller: Caller,
  from: unknown,
  to: unknown,
  isFollowed: unknown,
  isRecursive: unknown,
): void {
  const [source, target] = [textOf(from), textOf(to)];
  const end = isFollowed === true ? 'follow' : 'link';
  const inode = caller.find(source, end);
  const other = existing(caller, target, end);
  if (other === inode)
    refuse('ERR_FS_CP_EINVAL', 'Invalid src or dest: cp returned EINVAL (src and dest cannot be the same)');
  if (inode.isFolder && isRecursive !== true)
    refuse('ERR_FS_EISDIR', `Recursive option not enabled, cannot copy a directory: ${source}`);
  if (other !== undefined && inode.isFolder && !other.isFolder)
    refuse('ERR_FS_CP_DIR_TO_NON_DIR', `Cannot overwrite non-directory ${target} with directory ${source}`);
  if (other !== undefined && !inode.isFolder && other.isFolder)
    refuse('ERR_FS_CP_NON_DIR_TO_DIR', `Cannot overwrite directory ${target} with non-directory ${source}`);
  if (inode.isFolder && `${resolve(target)}/`.startsWith(`${resolve(source)}/`))
    refuse('ERR_FS_CP_EINVAL', `Cannot copy ${source} to a subdirectory of self ${target}`);
  mkdir(caller, resolve(target, '..'), 0o777, true);
}

/** Puts a file in the place of another. */
export function overrideFile(
  caller: Caller,
  from: unknown,
  to: unknown,
  mode: number,
  keepsTimes: unknown,
): void {
  unlink(caller, to);
  copyFile(caller, from, to, mode);
  if (keepsTimes === true) copyTimes(caller, caller.find(from), textOf(to));
}

/** What is copied how: as Node's options say. */
interface Manner {
  readonly force: unknown;
  readonly dereference: unknown;
  readonly errorOnExist: unknown;
  readonly verbatimSymlinks: unknown;
  readonly preserveTimestamps: unknown;
}

/** Copies what is in a folder into another, which is made where it is not there. */
export function copyDir(
  caller: Caller,
  from: unknown,
  to: unknown,
  ...[force, dereference, errorOnExist, verbatimSymlinks, preserveTimestamps]: readonly unknown[]
): void {
  copyTree(caller, textOf(from), textOf(to), {
    force,
    dereference,
    errorOnExist,
    verbatimSymlinks,
    preserveTimestamps,
  });
}

function copyTree(caller: Caller, from: string, to: string, manner: Manner): void {
  const folder = caller.find(from);
  mkdir(caller, to, 0o777, true);
  for (const [name, entry] of caller.volume.entriesOf(folder)) {
    const [source, target] = [`${from}/${name}`, `${to}/${name}`];
    const inode = manner.dereference === true ? caller.find(source) : entry;
    if (inode.isFolder) copyTree(caller, source, target, manner);
    else if (inode.isLink) copyLink(caller, source, target, manner);
    else copyOne(caller, source, target, manner);
  }
}

function copyLink(caller: Caller, from: string, to: string, manner: Manner): void {
  const text = textOf(readlink(caller, from, undefined));
  if (existing(caller, to, 'link') !== undefined) unlink(caller, to);
  symlink(caller, manner.verbatimSymlinks === true ? text : resolve(from, '..', text), to);
}

function copyOne(caller: Caller, from: string, to: string, manner: Manner): void {
  if (existing(caller, to, 'link') !== undefined) {
    if (manner.force !== true && manner.errorOnExist === true)
      refuse(
        'ERR_FS_CP_EEXIST',
        `[ERR_FS_CP_EEXIST]: Target already exists: cp returned EEXIST (${to} already exists) ${to}`,
      );
    if (manner.force !== true) return;
  }
  copyFile(caller, from, to, 0);
  if (manner.preserveTimestamps === true) copyTimes(caller, caller.find(from), to);
}

function copyTimes(caller: Caller, { accessedMs, modifiedMs }: Inode, to: string): void {
  utimes(caller, to, accessedMs / 1000, modifiedMs / 1000);
}

function existing(caller: Caller, path: string, end: 'follow' | 'link'): Inode | undefined {
  try {
    return caller.find(path, end);
  } catch (error) {
    const { code } = error as { readonly code: string };
    return code === 'ENOENT' || code === 'ENOTDIR' ? undefined : fail(code);
  }
}
