import { constants } from 'node:fs';
import { Errno, fail } from '../volume/errno.ts';
import type { Inode } from '../volume/inode.ts';
import { isUnnamed } from '../volume/path-walk.ts';
import { MAY } from '../volume/volume.ts';
import { type Caller, encoded, textOf } from './caller.ts';
import { vacant } from './name-calls.ts';
import { open } from './open.ts';

const { O_DIRECTORY, S_IFDIR, UV_DIRENT_DIR, UV_DIRENT_FILE, UV_DIRENT_LINK } =
  constants as typeof constants & {
    readonly UV_DIRENT_DIR: number;
    readonly UV_DIRENT_FILE: number;
    readonly UV_DIRENT_LINK: number;
  };

/** What `readdir` answers with file types: names, and a number for each. */
type Names = (string | Buffer)[];

/** @returns with `isRecursive`, the first folder that it made, if any */
export function mkdir(
  caller: Caller,
  path: unknown,
  mode: number,
  isRecursive?: unknown,
): string | undefined {
  if (isRecursive === true) return mkdirs(caller, textOf(path), mode);
  const { parent, name } = vacant(caller, path, true);
  if (parent.links === 0) fail('ENOENT');
  caller.volume.create(parent, name, S_IFDIR | (mode & 0o1777));
  return undefined;
}

/** As Node does: what is missing on the way is made first. */
function mkdirs(caller: Caller, path: string, mode: number): string | undefined {
  const todo = [path];
  let first: string | undefined;
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const code = codeOf(() => mkdir(caller, next, mode));
    if (code === undefined) first ??= next;
    else if (code === 'ENOENT' && parentOf(next) !== next) todo.push(next, parentOf(next));
    else if (code !== 'EEXIST') fail(code);
    else if (!caller.find(next).isFolder) fail(todo.length > 0 ? 'ENOTDIR' : 'EEXIST');
  }
  return first;
}

/** What the system says of that; undefined where it is done. */
function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Errno) return error.code;
    throw error;
  }
}

function parentOf(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const at = trimmed.lastIndexOf('/');
  if (at > 0) return trimmed.slice(0, at);
  return at === 0 ? '/' : '.';
}

export function rmdir(caller: Caller, path: unknown): void {
  const place = caller.walk(path, 'parent');
  if (place.name === '.') fail('EINVAL');
  if (place.name === '..') fail('ENOTEMPTY');
  if (place.name === '') fail('EBUSY');
  const inode = place.inode ?? fail('ENOENT');
  if (!inode.isFolder) fail('ENOTDIR');
  if (caller.volume.entriesOf(inode).size > 0) fail('ENOTEMPTY');
  caller.volume.unlink(place.parent, place.name);
}

export function readdir(caller: Caller, path: unknown, encoding: unknown, withTypes?: unknown): unknown {
  const folder = caller.find(path);
  if (!folder.isFolder) fail('ENOTDIR');
  caller.volume.check(folder, MAY.read);
  const entries = sorted(caller.volume.entriesOf(folder));
  const names: Names = entries.map(([name]) => encoded(name, encoding));
  return withTypes === true ? [names, entries.map(([, inode]) => typeOf(inode))] : names;
}

/** Of all that is in a folder, and in those that are in it: paths from there on. */
export function readdirRecursive(
  caller: Caller,
  path: unknown,
  encoding: unknown,
  withTypes?: unknown,
): unknown {
  const folder = caller.find(path);
  if (!folder.isFolder) fail('ENOTDIR');
  const paths: string[] = [];
  const types: number[] = [];
  const queue: [string, Inode][] = [['', folder]];
  for (const [prefix, each] of queue) {
    for (const [name, inode] of sorted(caller.volume.entriesOf(each))) {
      paths.push(prefix + name);
      types.push(typeOf(inode));
      if (inode.isFolder) queue.push([`${prefix}${name}/`, inode]);
    }
  }
  const names = paths.map((name) => encoded(name, encoding));
  return withTypes === true ? [names, types] : names;
}

/** Returns a descriptor. */
export function opendir(caller: Caller, path: unknown): number {
  return open(caller, path, O_DIRECTORY, 0);
}

/** The next entries of a folder that `opendir` opened, each followed by its type; null after the last. */
export function readdirNext(
  { files, volume }: Caller,
  fd: number,
  encoding: unknown,
  count: number,
): unknown[] | null {
  const file = files.get(fd);
  file.listing ??= sorted(volume.entriesOf(file.inode));
  const next = file.listing.splice(0, count);
  return next.length === 0 ? null : next.flatMap(([name, inode]) => [encoded(name, encoding), typeOf(inode)]);
}

/** By name, as libuv's `scandir` gives them. */
export function sorted(entries: ReadonlyMap<string, Inode>): [string, Inode][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function typeOf(inode: Inode): number {
  if (inode.isFolder) return UV_DIRENT_DIR;
  return inode.isLink ? UV_DIRENT_LINK : UV_DIRENT_FILE;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Where Node has six letters by chance, these count: the first name that is free. */
export function mkdtemp(caller: Caller, prefix: unknown, encoding: unknown): string | Buffer {
  for (let n = 0; ; n++) {
    let suffix = '';
    for (let rest = n; suffix.length < 6; rest = Math.floor(rest / LETTERS.length))
      suffix = `${LETTERS.charAt(rest % LETTERS.length)}${suffix}`;
    const path = `${textOf(prefix)}${suffix}`;
    const place = caller.walk(path, 'parent');
    if (place.inode !== undefined) continue;
    if (isUnnamed(place)) fail('ENOENT');
    caller.volume.create(place.parent, place.name, S_IFDIR | 0o700);
    return encoded(path, encoding);
  }
}

/** What `rmSync` is from Node 24 on: a tree, or one file. Whether it may be missing was asked before. */
export function rmSync(caller: Caller, path: unknown, _maxRetries: unknown, isRecursive: unknown): void {
  const { volume } = caller;
  const code = codeOf(() => caller.find(path, 'link'));
  if (code === 'ENOENT' || code === 'ENOTDIR') return;
  const place = caller.walk(path, 'link');
  const { parent, name, inode = fail('ENOENT') } = place;
  if (isUnnamed(place)) fail('EINVAL');
  if (inode.isFolder && isRecursive !== true) fail('ERR_FS_EISDIR');
  const clear = (folder: Inode): void => {
    for (const [each, child] of volume.entriesOf(folder)) {
      if (child.isFolder) clear(child);
      volume.unlink(folder, each);
    }
  };
  if (inode.isFolder) clear(inode);
  volume.unlink(parent, name);
}
