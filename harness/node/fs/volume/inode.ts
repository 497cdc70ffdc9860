import { constants } from 'node:fs';
import { Content } from './content.ts';
import type { RealEntry } from './real-entry.ts';

const { S_IFDIR, S_IFLNK, S_IFMT } = constants;

/** Whose it is. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** A file, a folder or a symbolic link; it may have several names, or none any more. */
export class Inode {
  readonly number: number;
  /** Its type and its permissions. */
  mode: number;
  links = 0;
  uid: number;
  gid: number;
  /** Milliseconds since 1970. */
  accessedMs: number;
  modifiedMs: number;
  changedMs: number;
  bornMs: number;
  /** Where it stands for one on the disk of which not all was asked for yet. */
  source: RealEntry | undefined = undefined;
  /** Of a folder: what is in it, as far as it is known. */
  readonly entries: Map<string, Inode> | undefined;
  /** Of a folder: what it is in. */
  parent: Inode | undefined = undefined;
  /** Of a symbolic link: where it leads to. */
  readonly target: string | undefined;
  #content: Content | undefined = undefined;

  constructor(number: number, mode: number, { uid, gid }: Owner, nowMs: number, target?: string) {
    this.number = number;
    this.mode = mode;
    this.uid = uid;
    this.gid = gid;
    this.accessedMs = this.modifiedMs = this.changedMs = this.bornMs = nowMs;
    this.entries = (mode & S_IFMT) === S_IFDIR ? new Map<string, Inode>() : undefined;
    this.target = (mode & S_IFMT) === S_IFLNK ? (target ?? '') : undefined;
  }

  get isFolder(): boolean {
    return this.entries !== undefined;
  }

  get isLink(): boolean {
    return this.target !== undefined;
  }

  /** Of a file. */
  get content(): Content {
    this.#content ??= new Content(this.source?.content());
    return this.#content;
  }

  set content(content: Content) {
    this.#content = content;
  }

  /** Bytes, as `stat` says. */
  get size(): number {
    if (this.isFolder) return BLOCK;
    if (this.target !== undefined) return Buffer.byteLength(this.target);
    return this.#content?.size ?? this.source?.size ?? 0;
  }
}

/** Bytes that a file system gives out at once. */
export const BLOCK = 4096;
