import { constants } from 'node:fs';
import { Errno, fail } from '../volume/errno.ts';
import { BLOCK, type Inode } from '../volume/inode.ts';
import { statNumbers } from '../volume/stat-numbers.ts';
import { MAY } from '../volume/volume.ts';
import type { Caller } from './caller.ts';

const { R_OK, S_IFMT, W_OK, X_OK } = constants;

/** What `throwIfNoEntry: false` bears with, of `stat`. */
const NO_ENTRY = process.version.startsWith('v20.') ? ['ENOENT'] : ['ENOENT', 'ENOTDIR'];

type Numbers = Float64Array | BigInt64Array;

/** @param mayThrow whether it is an error where nothing is there */
export function stat(caller: Caller, path: unknown, isBig: unknown, mayThrow: unknown): Numbers | undefined {
  return numbersOf(() => statNumbers(caller.find(path), isBig), mayThrow, NO_ENTRY);
}

export function lstat(caller: Caller, path: unknown, isBig: unknown, mayThrow: unknown): Numbers | undefined {
  return numbersOf(() => statNumbers(caller.find(path, 'link'), isBig), mayThrow, ['ENOENT']);
}

function numbersOf(
  numbers: () => Numbers,
  mayThrow: unknown,
  noEntry: readonly string[],
): Numbers | undefined {
  if (mayThrow !== false) return numbers();
  try {
    return numbers();
  } catch (error) {
    if (error instanceof Errno && noEntry.includes(error.code)) return undefined;
    throw error;
  }
}

export function existsSync(caller: Caller, path: unknown): boolean {
  return internalModuleStat(caller, path) >= 0;
}

/** What the loader of modules asks: 1 for a folder, 0 for anything else, less where there is nothing. */
export function internalModuleStat(caller: Caller, path: unknown): number {
  try {
    return caller.find(path).isFolder ? 1 : 0;
  } catch (error) {
    if (error instanceof Errno) return -1;
    throw error;
  }
}

export function access(caller: Caller, path: unknown, mode: number): void {
  const { volume } = caller;
  const inode = caller.find(path);
  if ((mode & R_OK) !== 0) volume.check(inode, MAY.read);
  if ((mode & W_OK) !== 0) volume.check(inode, MAY.write);
  if ((mode & X_OK) === 0) return;
  volume.check(inode, MAY.search);
  if (!inode.isFolder && (inode.mode & 0o111) === 0) fail('EACCES');
}

const FREE_BLOCKS = 2 ** 20;

/** A disk of 8 GB that never gets full. */
export function statfs(caller: Caller, path: unknown, isBig: unknown): Numbers {
  caller.find(path);
  const numbers = [0xef53, BLOCK, FREE_BLOCKS * 2, FREE_BLOCKS, FREE_BLOCKS, FREE_BLOCKS, FREE_BLOCKS];
  return isBig === true ? BigInt64Array.from(numbers, BigInt) : Float64Array.from(numbers);
}

export function chmod(caller: Caller, path: unknown, mode: number): void {
  setMode(caller, caller.find(path), mode);
}

export function fchmod(caller: Caller, fd: number, mode: number): void {
  setMode(caller, caller.files.get(fd).inode, mode);
}

export function chown(caller: Caller, path: unknown, uid: number, gid: number): void {
  setOwner(caller, caller.find(path), uid, gid);
}

export function lchown(caller: Caller, path: unknown, uid: number, gid: number): void {
  setOwner(caller, caller.find(path, 'link'), uid, gid);
}

export function fchown(caller: Caller, fd: number, uid: number, gid: number): void {
  setOwner(caller, caller.files.get(fd).inode, uid, gid);
}

/** @param accessed seconds since 1970, as `modified` */
export function utimes(caller: Caller, path: unknown, accessed: number, modified: number): void {
  setTimes(caller, caller.find(path), accessed, modified);
}

export function lutimes(caller: Caller, path: unknown, accessed: number, modified: number): void {
  setTimes(caller, caller.find(path, 'link'), accessed, modified);
}

export function futimes(caller: Caller, fd: number, accessed: number, modified: number): void {
  setTimes(caller, caller.files.get(fd).inode, accessed, modified);
}

function setMode({ volume }: Caller, inode: Inode, mode: number): void {
  inode.mode = (inode.mode & S_IFMT) | (mode & 0o7777);
  volume.changed(inode);
}

/** What stands for "as it is" where an owner is changed. */
const SAME = 0xffff_ffff;

function setOwner({ volume }: Caller, inode: Inode, uid: number, gid: number): void {
  if (uid !== SAME && uid >= 0) inode.uid = uid;
  if (gid !== SAME && gid >= 0) inode.gid = gid;
  volume.changed(inode);
}

function setTimes({ volume }: Caller, inode: Inode, accessed: number, modified: number): void {
  inode.accessedMs = accessed * 1000;
  inode.modifiedMs = modified * 1000;
  volume.changed(inode);
}
