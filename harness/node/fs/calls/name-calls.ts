import { constants } from 'node:fs';
import { fail } from '../volume/errno.ts';
import { isUnnamed, type Place } from '../volume/path-walk.ts';
import type { Inode } from '../volume/inode.ts';
import type { Caller } from './caller.ts';
import { encoded, textOf } from './caller.ts';

const { S_IFLNK } = constants;

/** Where a new name would go. @throws Errno EEXIST */
export function vacant(caller: Caller, path: unknown, isForFolder: boolean): Place {
  const place = caller.walk(path, 'parent');
  if (place.inode !== undefined) fail('EEXIST');
  if (isUnnamed(place) || (place.isSlashed && !isForFolder)) fail('ENOENT');
  return place;
}

export function rename(caller: Caller, from: unknown, to: unknown): void {
  const { volume } = caller;
  const old = caller.walk(from, 'parent');
  const next = caller.walk(to, 'parent');
  if (isUnnamed(old) || isUnnamed(next)) fail('EBUSY');
  const inode = old.inode ?? fail('ENOENT');
  if (!inode.isFolder && (old.isSlashed || next.isSlashed)) fail('ENOTDIR');
  if (isWithin(next.parent, inode)) fail('EINVAL');
  const target = next.inode;
  if (target !== undefined) {
    if (isWithin(old.parent, target)) fail('ENOTEMPTY');
    if (target === inode) return;
    if (inode.isFolder && !target.isFolder) fail('ENOTDIR');
    if (!inode.isFolder && target.isFolder) fail('EISDIR');
    if (target.isFolder && volume.entriesOf(target).size > 0) fail('ENOTEMPTY');
  }
  volume.move({ folder: old.parent, name: old.name }, next.parent, next.name);
}

/** Whether a folder is `other`, or in it. */
function isWithin(folder: Inode, other: Inode): boolean {
  let each = folder;
  for (;;) {
    if (each === other) return true;
    if (each.parent === undefined || each.parent === each) return false;
    each = each.parent;
  }
}

export function link(caller: Caller, existing: unknown, path: unknown): void {
  const inode = caller.find(existing, 'link');
  const { parent, name } = vacant(caller, path, false);
  if (inode.isFolder) fail('EPERM');
  caller.volume.link(parent, name, inode);
}

export function symlink(caller: Caller, target: unknown, path: unknown): void {
  if (textOf(target) === '') fail('ENOENT');
  const { parent, name } = vacant(caller, path, false);
  caller.volume.create(parent, name, S_IFLNK | 0o777, textOf(target));
}

export function readlink(caller: Caller, path: unknown, encoding: unknown): string | Buffer {
  return encoded(caller.find(path, 'link').target ?? fail('EINVAL'), encoding);
}

export function unlink(caller: Caller, path: unknown): void {
  const place = caller.walk(path, 'parent');
  if (isUnnamed(place)) fail('EISDIR');
  const inode = place.inode ?? fail('ENOENT');
  if (inode.isFolder) fail('EISDIR');
  if (place.isSlashed) fail('ENOTDIR');
  caller.volume.unlink(place.parent, place.name);
}

export function realpath(caller: Caller, path: unknown, encoding: unknown): string | Buffer {
  const { parent, name, inode } = caller.walk(path);
  if (inode === undefined) fail('ENOENT');
  const { root } = caller.volume;
  const names = inode.isFolder ? [] : [name];
  let folder = inode.isFolder ? inode : parent;
  while (folder !== root) {
    const above = folder.parent ?? root;
    names.unshift(nameIn(above, folder));
    folder = above;
  }
  return encoded(`/${names.join('/')}`, encoding);
}

function nameIn(folder: Inode, inode: Inode): string {
  for (const [name, each] of folder.entries ?? []) if (each === inode) return name;
  return fail('ENOENT');
}
