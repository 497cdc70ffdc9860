import { constants } from 'node:fs';
import { nativeError } from '../machine/native-error.ts';

const { O_CREAT, O_TRUNC, O_APPEND, O_EXCL, S_IFDIR, S_IFREG } = constants;

/** Blocks of `stat`, bytes. */
const BLOCK = 4096;
const SECTOR = 512;
const FIRST_FD = 1_000;

/** A file or a folder. */
class Inode {
  readonly number: number;
  readonly mode: number;
  readonly children: Map<string, Inode> | undefined;
  data = Buffer.alloc(0);
  changedMs: number;

  constructor(number: number, mode: number, nowMs: number) {
    this.number = number;
    this.mode = mode;
    this.changedMs = nowMs;
    this.children = (mode & S_IFDIR) === S_IFDIR ? new Map<string, Inode>() : undefined;
  }
}

interface OpenFile {
  readonly inode: Inode;
  readonly path: string;
  readonly flags: number;
  position: number;
}

/** Files in memory, as the functions of the binding `fs` see them. Its errors are the native side's. */
export class Volume {
  readonly #now: () => number;
  readonly #root: Inode;
  readonly #open = new Map<number, OpenFile>();
  #inodes = 0;
  #nextFd = FIRST_FD;

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now;
    this.#root = this.#make(S_IFDIR | 0o755);
  }

  pathOf(fd: number): string | undefined {
    return this.#open.get(fd)?.path;
  }

  open(path: string, flags: number, mode: number): number {
    const { parent, name, inode: found } = this.#walk(path, 'open');
    let inode = found;
    if (inode === undefined) {
      if ((flags & O_CREAT) === 0 || parent === undefined) throw nativeError('ENOENT', 'open', path);
      inode = this.#make(S_IFREG | (mode & 0o777));
      parent.children?.set(name, inode);
    } else if ((flags & O_EXCL) !== 0) throw nativeError('EEXIST', 'open', path);
    if ((flags & O_TRUNC) !== 0) inode.data = Buffer.alloc(0);
    const fd = this.#nextFd++;
    this.#open.set(fd, { inode, path, flags, position: 0 });
    return fd;
  }

  close(fd: number): void {
    if (!this.#open.delete(fd)) throw nativeError('EBADF', 'close');
  }

  /** @param position bytes from the beginning; where the descriptor stands, if −1 */
  read(
    fd: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | bigint | null,
  ): number {
    const file = this.#file(fd, 'read');
    const asked = Number(position ?? -1);
    const from = asked >= 0 ? asked : file.position;
    const part = file.inode.data.subarray(from, from + length);
    buffer.set(part, offset);
    if (asked < 0) file.position += part.length;
    return part.length;
  }

  writeBuffer(
    fd: number,
    buffer: Uint8Array,
    offset: number,
    length: number,
    position: number | null,
  ): number {
    const file = this.#file(fd, 'write');
    const bytes = buffer.subarray(offset, offset + length);
    const { inode } = file;
    const isAppending = (file.flags & O_APPEND) !== 0;
    const at = isAppending ? inode.data.length : (position ?? file.position);
    const grown = Buffer.alloc(Math.max(inode.data.length, at + bytes.length));
    grown.set(inode.data);
    grown.set(bytes, at);
    inode.data = grown;
    inode.changedMs = this.#now();
    if (position === null) file.position = at + bytes.length;
    return bytes.length;
  }

  writeString(fd: number, text: string, position: number | null, encoding: BufferEncoding): number {
    const bytes = Buffer.from(text, encoding);
    return this.writeBuffer(fd, bytes, 0, bytes.length, position);
  }

  fstat(fd: number): Float64Array {
    return statOf(this.#file(fd, 'fstat').inode);
  }

  mkdir(path: string): void {
    const { parent, name, inode } = this.#walk(path, 'mkdir');
    if (inode !== undefined) throw nativeError('EEXIST', 'mkdir', path);
    if (parent === undefined) throw nativeError('ENOENT', 'mkdir', path);
    parent.children?.set(name, this.#make(S_IFDIR | 0o755));
  }

  /** Writes a file, with the folders that it needs. */
  put(path: string, content: string | Uint8Array): void {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? '';
    const folder = parts.reduce((parent, part) => this.#folderIn(parent, part), this.#root);
    const file = this.#make(S_IFREG | 0o644);
    file.data = Buffer.from(content as string);
    folder.children?.set(name, file);
  }

  /** All files, by path. */
  tree(): Record<string, string> {
    const files: Record<string, string> = {};
    const visit = (inode: Inode, path: string): void => {
      if (inode.children === undefined) files[path] = inode.data.toString();
      else for (const [name, child] of inode.children) visit(child, `${path}/${name}`);
    };
    visit(this.#root, '');
    return files;
  }

  #folderIn(parent: Inode, name: string): Inode {
    const known = parent.children?.get(name);
    if (known !== undefined) return known;
    const made = this.#make(S_IFDIR | 0o755);
    parent.children?.set(name, made);
    return made;
  }

  #make(mode: number): Inode {
    this.#inodes += 1;
    return new Inode(this.#inodes, mode, this.#now());
  }

  #file(fd: number, call: string): OpenFile {
    const file = this.#open.get(fd);
    if (file === undefined) throw nativeError('EBADF', call);
    return file;
  }

  #walk(path: string, call: string): { parent: Inode | undefined; name: string; inode: Inode | undefined } {
    let parent: Inode | undefined;
    let inode: Inode | undefined = this.#root;
    let name = '';
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (inode === undefined) throw nativeError('ENOENT', call, path);
      if (inode.children === undefined) throw nativeError('ENOTDIR', call, path);
      parent = inode;
      name = part;
      inode = inode.children.get(part);
    }
    return { parent, name, inode };
  }
}

/** What the native side fills in: 18 numbers, the times as seconds and nanoseconds. */
function statOf({ number, mode, data, changedMs }: Inode): Float64Array {
  const seconds = Math.floor(changedMs / 1000);
  const nanoseconds = Math.floor((changedMs % 1000) * 1e6);
  const times = [seconds, nanoseconds];
  const head = [1, mode, 1, 0, 0, 0, BLOCK, number, data.length, Math.ceil(data.length / SECTOR)];
  return Float64Array.from([head, times, times, times, times].flat());
}
