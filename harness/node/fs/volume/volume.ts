import { constants } from 'node:fs';
import { Content } from './content.ts';
import { fail } from './errno.ts';
import { Inode, type Owner } from './inode.ts';
import { Journal } from './journal.ts';
import { type PathEnd, type Place, walk } from './path-walk.ts';
import { RealEntry } from './real-entry.ts';

const { S_IFDIR, S_IFLNK, S_IFREG } = constants;

/** New files and folders do not have these permissions. */
const UMASK = 0o022;

const READ = 4;
const WRITE = 2;
const SEARCH = 1;
export type Permission = typeof READ | typeof WRITE | typeof SEARCH;
export const MAY = { read: READ, write: WRITE, search: SEARCH } as const;

/**
 * What changed, in the order in which Linux tells it: a name in a folder (`entry`); what is in a file (`content`);
 * its permissions, owner, times (`attributes`); how many names something has (`links`), that it has none any more (`gone`), or another one (`moved`).
 */
export interface Change {
  readonly kind: 'entry' | 'content' | 'attributes' | 'links' | 'gone' | 'moved';
  readonly inode: Inode;
  /** Of an entry: where, and which. */
  readonly folder?: Inode;
  readonly name?: string;
}

export interface VolumeOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly owner: Owner;
  /** Whether it may be cut off from its power, which takes a record of what was not synced. Default false. */
  readonly mayLosePower?: boolean;
}

/** A file system in memory: inodes by name. */
export class Volume {
  readonly root: Inode;
  /** What a loss of power would take. */
  readonly journal: Journal;
  /** Told of each change after it. */
  readonly listeners = new Set<(change: Change) => void>();
  readonly #options: VolumeOptions;
  #inodes = 1;

  constructor(options: VolumeOptions) {
    this.#options = options;
    this.journal = new Journal(options.mayLosePower ?? false);
    this.root = this.make(S_IFDIR | 0o755);
    this.root.parent = this.root;
    this.root.links = 2;
  }

  get nowMs(): number {
    return this.#options.now();
  }

  /** Something new, without a name yet. */
  make(mode: number, target?: string): Inode {
    this.#inodes += 1;
    return new Inode(this.#inodes, mode, this.#options.owner, this.nowMs, target);
  }

  /** @param path absolute. @throws Errno for what is on the way */
  walk(path: string, end: PathEnd = 'follow'): Place {
    return walk(this, path, end);
  }

  /** @throws Errno where it is not there */
  find(path: string, end?: PathEnd): Inode {
    return this.walk(path, end).inode ?? fail('ENOENT');
  }

  /** @throws Errno where one may not look into the folder */
  childOf(folder: Inode, name: string): Inode | undefined {
    this.check(folder, SEARCH);
    const { entries, source } = folder;
    const known = entries?.get(name);
    if (known !== undefined || source === undefined) return known;
    const real = source.child(name);
    if (real === undefined) return undefined;
    return this.#adopt(folder, name, real);
  }

  /** All that is in a folder, by name. */
  entriesOf(folder: Inode): Map<string, Inode> {
    const { entries = fail('ENOTDIR'), source } = folder;
    if (source === undefined) return entries;
    for (const name of source.names()) {
      const real = entries.has(name) ? undefined : source.child(name);
      if (real !== undefined) this.#adopt(folder, name, real);
    }
    folder.source = undefined;
    return entries;
  }

  /** Gives something a name, in place of what had it before, if anything. */
  link(folder: Inode, name: string, inode: Inode): void {
    this.check(folder, WRITE);
    this.#set(folder, name, inode);
    this.#tell({ kind: 'links', inode });
    this.#tell({ kind: 'entry', inode, folder, name });
  }

  /** Takes a name away. */
  unlink(folder: Inode, name: string): void {
    this.check(folder, WRITE);
    const inode = this.#set(folder, name, undefined);
    if (inode !== undefined) this.#tellTaken(folder, name, inode);
  }

  /** Takes a name away, from without: nothing of it is unsynced. */
  take(folder: Inode, name: string): void {
    const inode = this.entriesOf(folder).get(name);
    this.place(folder, name, undefined);
    if (inode !== undefined) this.#tellTaken(folder, name, inode);
  }

  /** Gives something another name, in one. */
  move(from: { readonly folder: Inode; readonly name: string }, to: Inode, name: string): void {
    this.check(from.folder, WRITE);
    this.check(to, WRITE);
    const inode = this.childOf(from.folder, from.name) ?? fail('ENOENT');
    let overwritten: Inode | undefined;
    this.journal.asOne(() => {
      this.#set(from.folder, from.name, undefined);
      overwritten = this.#set(to, name, inode);
    });
    this.#tell({ kind: 'entry', inode, folder: from.folder, name: from.name });
    this.#tell({ kind: 'entry', inode, folder: to, name });
    if (overwritten !== undefined) this.#tell({ kind: 'links', inode: overwritten });
    this.#tell({ kind: 'moved', inode });
    this.#tellGone(overwritten);
  }

  /** Everybody who calls owns everything, and is not root. @throws Errno EACCES */
  check({ mode }: Inode, permission: Permission): void {
    if ((mode & (permission << 6)) === 0) fail('EACCES');
  }

  write(inode: Inode, at: number, bytes: Uint8Array): void {
    this.journal.writes(inode, at, bytes);
    inode.content.write(at, bytes);
    this.#modified(inode);
  }

  truncate(inode: Inode, size: number): void {
    this.journal.truncates(inode, size);
    inode.content.truncate(size);
    this.#modified(inode);
  }

  /** Its permissions, its owner or its times are not what they were. */
  changed(inode: Inode): void {
    inode.changedMs = this.nowMs;
    this.#tell({ kind: 'attributes', inode });
  }

  /** A new file, folder or link with that name. */
  create(folder: Inode, name: string, mode: number, target?: string): Inode {
    this.check(folder, WRITE);
    const inode = this.make(target === undefined ? mode & ~UMASK : mode, target);
    this.#set(folder, name, inode);
    this.#tell({ kind: 'entry', inode, folder, name });
    return inode;
  }

  /** Files as they are when a run begins, with the folders that they need. Nothing of it is unsynced. */
  put(path: string, content: string | Uint8Array, mode = 0o644): void {
    const parts = path.split('/').filter((part) => part !== '');
    const name = parts.pop() ?? fail('EISDIR');
    const folder = this.folder(parts.join('/'));
    const known = this.childOf(folder, name);
    const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(content);
    const inode = known ?? this.make(S_IFREG | mode);
    if (inode.isFolder) fail('EISDIR');
    this.journal.sync(inode);
    inode.content = new Content(bytes);
    inode.source = undefined;
    if (known === undefined) {
      this.#attach(folder, name, inode);
      this.#tell({ kind: 'entry', inode, folder, name });
    } else this.#modified(inode);
  }

  /** A symbolic link as it is when a run begins. */
  putLink(path: string, target: string): void {
    const at = path.lastIndexOf('/');
    this.place(this.folder(path.slice(0, at)), path.slice(at + 1), this.make(S_IFLNK | 0o777, target));
  }

  /** The folder of that path, made where it is not there. */
  folder(path: string): Inode {
    let folder = this.root;
    for (const name of path.split('/')) {
      if (name === '') continue;
      let next = this.childOf(folder, name);
      if (next?.target !== undefined)
        next = this.find(`${next.target.startsWith('/') ? '' : '/'}${next.target}`);
      if (next === undefined) {
        next = this.make(S_IFDIR | 0o755);
        this.#attach(folder, name, next);
      }
      if (!next.isFolder) fail('ENOTDIR');
      folder = next;
    }
    return folder;
  }

  /** Shows a folder of the real disk in its place; what is written there stays in the volume. */
  mount(real: RealEntry): void {
    const folder = this.folder(real.path);
    folder.source ??= real;
  }

  #adopt(folder: Inode, name: string, real: RealEntry): Inode {
    const isLink = (real.mode & constants.S_IFMT) === S_IFLNK;
    const inode = this.make(real.mode, isLink ? real.target() : undefined);
    inode.source = real;
    inode.accessedMs = inode.modifiedMs = inode.changedMs = inode.bornMs = real.modifiedMs;
    this.#attach(folder, name, inode);
    if (isLink) this.#mountDestination(real);
    return inode;
  }

  /** What a link of a mounted folder leads to may lie outside of it, as a store of packages does. */
  #mountDestination(link: RealEntry): void {
    const path = link.destination();
    const real = path === undefined ? undefined : RealEntry.at(path);
    if (real === undefined) return;
    if (real.mode & S_IFDIR) this.mount(real);
    else {
      const parts = real.path.split('/');
      const name = parts.pop() ?? '';
      const folder = this.folder(parts.join('/'));
      if (this.childOf(folder, name) === undefined) this.#adopt(folder, name, real);
    }
  }

  #attach(folder: Inode, name: string, inode: Inode): void {
    folder.entries?.set(name, inode);
    if (inode.isFolder) {
      inode.parent = folder;
      inode.links = 2;
      folder.links += 1;
    } else inode.links += 1;
  }

  #detach(folder: Inode, name: string, inode: Inode): void {
    folder.entries?.delete(name);
    if (inode.isFolder) {
      inode.links = 0;
      folder.links -= 1;
    } else inode.links -= 1;
  }

  #set(folder: Inode, name: string, after: Inode | undefined): Inode | undefined {
    const before = this.entriesOf(folder).get(name);
    this.journal.renames({ folder, name, before, after });
    this.place(folder, name, after);
    const { nowMs } = this;
    folder.modifiedMs = folder.changedMs = nowMs;
    for (const inode of [before, after]) if (inode !== undefined) inode.changedMs = nowMs;
    return before;
  }

  #tell(change: Change): void {
    for (const listener of this.listeners) listener(change);
  }

  #tellTaken(folder: Inode, name: string, inode: Inode): void {
    if (!inode.isFolder) this.#tell({ kind: 'links', inode });
    this.#tellGone(inode);
    this.#tell({ kind: 'entry', inode, folder, name });
  }

  #tellGone(inode: Inode | undefined): void {
    if (inode !== undefined && inode.links === 0) this.#tell({ kind: 'gone', inode });
  }

  /** Lets a name mean something, or nothing, whatever it meant: no change that anybody made. */
  place(folder: Inode, name: string, inode: Inode | undefined): void {
    const before = folder.entries?.get(name);
    if (before !== undefined) this.#detach(folder, name, before);
    if (inode !== undefined) this.#attach(folder, name, inode);
  }

  #modified(inode: Inode): void {
    // It is no longer what is on the disk.
    inode.source = undefined;
    inode.modifiedMs = inode.changedMs = this.nowMs;
    this.#tell({ kind: 'content', inode });
  }
}
