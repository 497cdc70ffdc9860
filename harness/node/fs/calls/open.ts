import { constants } from 'node:fs';
import { fail } from '../volume/errno.ts';
import type { Inode } from '../volume/inode.ts';
import { isUnnamed, type Place } from '../volume/path-walk.ts';
import { MAY } from '../volume/volume.ts';
import type { Caller } from './caller.ts';

const {
  O_CREAT,
  O_DIRECTORY,
  O_EXCL,
  O_NOFOLLOW,
  O_TRUNC,
  O_ACCMODE = 3,
} = constants as typeof constants & {
  readonly O_ACCMODE?: number;
};
const { O_RDONLY, O_WRONLY, S_IFREG } = constants;

/** Opens a file, and makes it where that is asked for. Returns its descriptor. */
export function open(caller: Caller, path: unknown, flags: number, mode: number): number {
  if ((flags & O_CREAT) !== 0 && caller.walk(path, 'parent').isSlashed) fail('EISDIR');
  const place = caller.walk(path, (flags & O_NOFOLLOW) === 0 && !isExclusive(flags) ? 'follow' : 'link');
  const known = place.inode;
  if (known === undefined) return caller.files.open(opened(create(caller, place, flags, mode), path, flags));
  if (isExclusive(flags)) fail('EEXIST');
  checkKind(known, flags);
  if (canRead(flags)) caller.volume.check(known, MAY.read);
  if (canWrite(flags)) caller.volume.check(known, MAY.write);
  if ((flags & O_TRUNC) !== 0) caller.volume.truncate(known, 0);
  return caller.files.open(opened(known, path, flags));
}

export function canRead(flags: number): boolean {
  return (flags & O_ACCMODE) !== O_WRONLY;
}

export function canWrite(flags: number): boolean {
  return (flags & O_ACCMODE) !== O_RDONLY;
}

function isExclusive(flags: number): boolean {
  return (flags & O_CREAT) !== 0 && (flags & O_EXCL) !== 0;
}

function create({ volume }: Caller, place: Place, flags: number, mode: number): Inode {
  if ((flags & O_CREAT) === 0) fail('ENOENT');
  if (isUnnamed(place)) fail('ENOENT');
  if (place.parent.links === 0) fail('ENOENT');
  return volume.create(place.parent, place.name, S_IFREG | (mode & 0o7777));
}

function checkKind(inode: Inode, flags: number): void {
  if (inode.isLink) fail('ELOOP');
  if (inode.isFolder) {
    if (canWrite(flags) || (flags & (O_CREAT | O_TRUNC)) !== 0) fail('EISDIR');
  } else if ((flags & O_DIRECTORY) !== 0) fail('ENOTDIR');
}

function opened(
  inode: Inode,
  path: unknown,
  flags: number,
): { inode: Inode; path: string; flags: number; position: number } {
  return { inode, path: String(path), flags, position: 0 };
}
