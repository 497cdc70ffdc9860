import type { Caller } from './caller.ts';
import { open } from './open.ts';
import * as copies from './cp-calls.ts';
import * as files from './file-calls.ts';
import * as folders from './folder-calls.ts';
import * as metadata from './metadata-calls.ts';
import * as names from './name-calls.ts';
import * as whole from './whole-file-calls.ts';

/** Does what a function of the binding does, with its arguments. Who calls it has checked them: `lib/fs.js`. */
export type Call = (caller: Caller, ...args: readonly unknown[]) => unknown;

/** A function of the binding `fs`: what it does, and what its errors and its events say of it. */
export interface FsCall {
  readonly call: Call;
  /** What errors call it. */
  readonly syscall: string;
  /** What events call it: several functions may be one call to who reads. */
  readonly event: string;
  /** How many of its first arguments are paths: 2 where errors name both. */
  readonly paths: 0 | 1 | 2;
}

function fsCall(call: unknown, paths: FsCall['paths'], syscall: string, event = syscall): FsCall {
  return { call: call as Call, syscall, event, paths };
}

/** By the names that the binding gives them. */
export const fsCalls: ReadonlyMap<string, FsCall> = new Map([
  ['access', fsCall(metadata.access, 1, 'access')],
  ['chmod', fsCall(metadata.chmod, 1, 'chmod')],
  ['chown', fsCall(metadata.chown, 1, 'chown')],
  ['close', fsCall(files.close, 0, 'close')],
  ['closedir', fsCall(files.close, 0, 'closedir')],
  ['copyFile', fsCall(whole.copyFile, 2, 'copyfile', 'copyFile')],
  ['cpSyncCheckPaths', fsCall(copies.checkPaths, 1, 'cp')],
  ['cpSyncCopyDir', fsCall(copies.copyDir, 2, 'cp')],
  ['cpSyncOverrideFile', fsCall(copies.overrideFile, 2, 'cp')],
  ['existsSync', fsCall(metadata.existsSync, 1, 'access')],
  ['fchmod', fsCall(metadata.fchmod, 0, 'fchmod')],
  ['fchown', fsCall(metadata.fchown, 0, 'fchown')],
  ['fdatasync', fsCall(files.fsync, 0, 'fdatasync')],
  ['fstat', fsCall(files.fstat, 0, 'fstat')],
  ['fsync', fsCall(files.fsync, 0, 'fsync')],
  ['ftruncate', fsCall(files.ftruncate, 0, 'ftruncate')],
  ['futimes', fsCall(metadata.futimes, 0, 'futime', 'futimes')],
  ['internalModuleStat', fsCall(metadata.internalModuleStat, 1, 'stat')],
  ['lchown', fsCall(metadata.lchown, 1, 'lchown')],
  ['link', fsCall(names.link, 2, 'link')],
  ['lstat', fsCall(metadata.lstat, 1, 'lstat')],
  ['lutimes', fsCall(metadata.lutimes, 1, 'lutime', 'lutimes')],
  ['mkdir', fsCall(folders.mkdir, 1, 'mkdir')],
  ['mkdtemp', fsCall(folders.mkdtemp, 1, 'mkdtemp')],
  ['open', fsCall(open, 1, 'open')],
  ['opendir', fsCall(folders.opendir, 1, 'opendir')],
  // Its errors do not say what it was asked for.
  ['opendirSync', fsCall(folders.opendir, 0, 'opendir')],
  ['read', fsCall(files.read, 0, 'read')],
  ['readBuffers', fsCall(files.readBuffers, 0, 'read')],
  ['readFileUtf8', fsCall(whole.readFileUtf8, 1, 'open')],
  ['readdir', fsCall(folders.readdir, 1, 'scandir', 'readdir')],
  ['readdirRecursive', fsCall(folders.readdirRecursive, 1, 'scandir', 'readdir')],
  ['readdirNext', fsCall(folders.readdirNext, 0, 'scandir', 'readdir')],
  ['readlink', fsCall(names.readlink, 1, 'readlink')],
  ['realpath', fsCall(names.realpath, 1, 'realpath')],
  ['rename', fsCall(names.rename, 2, 'rename')],
  ['rmSync', fsCall(folders.rmSync, 1, 'rm')],
  ['rmdir', fsCall(folders.rmdir, 1, 'rmdir')],
  ['stat', fsCall(metadata.stat, 1, 'stat')],
  ['statfs', fsCall(metadata.statfs, 1, 'statfs')],
  ['symlink', fsCall(names.symlink, 2, 'symlink')],
  ['unlink', fsCall(names.unlink, 1, 'unlink')],
  ['utimes', fsCall(metadata.utimes, 1, 'utime', 'utimes')],
  ['writeBuffer', fsCall(files.writeBuffer, 0, 'write')],
  ['writeBuffers', fsCall(files.writeBuffers, 0, 'write')],
  ['writeFileUtf8', fsCall(whole.writeFileUtf8, 1, 'open')],
  ['writeString', fsCall(files.writeString, 0, 'write')],
]);
