import { fail } from '../volume/errno.ts';
import type { Inode } from '../volume/inode.ts';

/** Real descriptors of what was opened before are below. */
const FIRST_FD = 1_000;

export interface OpenFile {
  readonly inode: Inode;
  /** As it was opened. */
  readonly path: string;
  readonly flags: number;
  /** Where the next read or write begins. Bytes. */
  position: number;
  /** Of a folder that is read through `opendir`: what is yet to come. */
  listing?: [string, Inode][];
}

/** The open files of a process, by descriptor: the lowest free one is given out next. */
export class OpenFiles {
  readonly #files: (OpenFile | undefined)[] = [];

  open(file: OpenFile): number {
    let index = this.#files.indexOf(undefined);
    if (index < 0) index = this.#files.length;
    this.#files[index] = file;
    return FIRST_FD + index;
  }

  /** @throws Errno EBADF */
  get(fd: number): OpenFile {
    return this.find(fd) ?? fail('EBADF');
  }

  find(fd: number): OpenFile | undefined {
    return this.#files[fd - FIRST_FD];
  }

  /** @throws Errno EBADF */
  close(fd: number): void {
    this.get(fd);
    this.#files[fd - FIRST_FD] = undefined;
  }
}
