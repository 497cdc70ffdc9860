import { constants } from 'node:fs';
import { fail } from '../volume/errno.ts';
import { MAY } from '../volume/volume.ts';
import type { Caller } from './caller.ts';
import { writeString } from './file-calls.ts';
import { canRead, open } from './open.ts';

const { COPYFILE_EXCL, COPYFILE_FICLONE_FORCE, O_CREAT, O_EXCL, O_WRONLY } = constants;

/** What `readFileSync(path, 'utf8')` is. */
export function readFileUtf8(caller: Caller, file: unknown, flags: number): string {
  const { files } = caller;
  const fd = typeof file === 'number' ? file : open(caller, file, flags, 0o666);
  try {
    const opened = files.get(fd);
    if (!canRead(opened.flags)) fail('EBADF');
    if (opened.inode.isFolder) fail('EISDIR');
    const bytes = opened.inode.content.view(opened.position);
    opened.position += bytes.length;
    return bytes.toString();
  } finally {
    if (typeof file !== 'number') files.close(fd);
  }
}

/** What `writeFileSync` of a text is. */
export function writeFileUtf8(
  caller: Caller,
  file: unknown,
  text: string,
  flags: number,
  mode: number,
): void {
  const fd = typeof file === 'number' ? file : open(caller, file, flags, mode);
  try {
    writeString(caller, fd, text, null);
  } finally {
    if (typeof file !== 'number') caller.files.close(fd);
  }
}

export function copyFile(caller: Caller, from: unknown, to: unknown, mode: number): void {
  if ((mode & COPYFILE_FICLONE_FORCE) !== 0) fail('ENOTSUP');
  const { volume, files } = caller;
  const source = caller.find(from);
  volume.check(source, MAY.read);
  const exclusive = (mode & COPYFILE_EXCL) === 0 ? 0 : O_EXCL;
  const fd = open(caller, to, O_WRONLY | O_CREAT | exclusive, source.mode & 0o777);
  const target = files.get(fd).inode;
  files.close(fd);
  if (target === source) return;
  if (source.isFolder) {
    const { parent, name } = caller.walk(to);
    // libuv takes away what it could not copy, whatever was there before.
    volume.unlink(parent, name);
    fail('EISDIR');
  }
  const bytes = source.content.copy();
  volume.truncate(target, 0);
  volume.write(target, 0, bytes);
  target.mode = (target.mode & ~0o7777) | (source.mode & 0o7777);
}
