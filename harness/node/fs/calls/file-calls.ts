import { constants } from 'node:fs';
import type { OpenFile } from './open-files.ts';
import { fail } from '../volume/errno.ts';
import { statNumbers } from '../volume/stat-numbers.ts';
import type { Caller } from './caller.ts';
import { canRead, canWrite } from './open.ts';

const { O_APPEND } = constants;

/** Where a read or a write begins, bytes; negative or nothing: where the descriptor stands. */
type Position = number | bigint | null | undefined;

function isGiven(position: Position): position is number | bigint {
  return position !== null && position !== undefined && position >= 0;
}

export function close({ files }: Caller, fd: number): void {
  files.close(fd);
}

export function read(
  { files }: Caller,
  fd: number,
  buffer: ArrayBufferView,
  offset: number,
  length: number,
  position: Position,
): number {
  return readInto(readable(files.get(fd)), bytesOf(buffer, offset, length), position);
}

export function readBuffers(
  { files }: Caller,
  fd: number,
  buffers: readonly ArrayBufferView[],
  position: Position,
): number {
  const file = readable(files.get(fd));
  let total = 0;
  for (const buffer of buffers) {
    const bytes = bytesOf(buffer);
    const count = readInto(file, bytes, isGiven(position) ? Number(position) + total : null);
    total += count;
    if (count < bytes.length) break;
  }
  return total;
}

export function writeBuffer(
  { files, volume }: Caller,
  fd: number,
  buffer: ArrayBufferView,
  offset: number | null,
  length: number | null,
  position: Position,
): number {
  return put(volume, writable(files.get(fd)), bytesOf(buffer, offset ?? 0, length ?? undefined), position);
}

export function writeBuffers(
  { files, volume }: Caller,
  fd: number,
  buffers: readonly ArrayBufferView[],
  position: Position,
): number {
  return put(volume, writable(files.get(fd)), Buffer.concat(buffers.map((each) => bytesOf(each))), position);
}

export function writeString(
  { files, volume }: Caller,
  fd: number,
  text: string,
  position: Position,
  encoding?: BufferEncoding,
): number {
  return put(volume, writable(files.get(fd)), Buffer.from(text, encoding), position);
}

export function ftruncate({ files, volume }: Caller, fd: number, length = 0): void {
  const { inode, flags } = files.get(fd);
  if (!canWrite(flags) || inode.isFolder) fail('EINVAL');
  volume.truncate(inode, length);
}

export function fstat({ files }: Caller, fd: number, isBig: unknown): Float64Array | BigInt64Array {
  return statNumbers(files.get(fd).inode, isBig);
}

export function fsync({ files, volume }: Caller, fd: number): void {
  volume.journal.sync(files.get(fd).inode);
}

function put(volume: Caller['volume'], file: OpenFile, bytes: Uint8Array, position: Position): number {
  const { inode, flags } = file;
  const isAppending = (flags & O_APPEND) !== 0;
  const at = isAppending ? inode.content.size : isGiven(position) ? Number(position) : file.position;
  if (bytes.length > 0) volume.write(inode, at, bytes);
  if (!isGiven(position)) file.position = at + bytes.length;
  return bytes.length;
}

function readInto(file: OpenFile, bytes: Uint8Array, position: Position): number {
  const isHere = !isGiven(position);
  const part = file.inode.content.view(isHere ? file.position : Number(position), bytes.length);
  bytes.set(part);
  if (isHere) file.position += part.length;
  return part.length;
}

function readable(file: OpenFile): OpenFile {
  if (!canRead(file.flags)) fail('EBADF');
  if (file.inode.isFolder) fail('EISDIR');
  return file;
}

function writable(file: OpenFile): OpenFile {
  return canWrite(file.flags) ? file : fail('EBADF');
}

function bytesOf(view: ArrayBufferView, offset = 0, length = view.byteLength - offset): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset + offset, length);
}
