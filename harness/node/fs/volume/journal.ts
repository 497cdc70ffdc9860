import { type Kept, keptParts, type Writing } from './kept-parts.ts';
import type { Inode } from './inode.ts';

/** A name in a folder, before and after. */
interface Renaming {
  readonly folder: Inode;
  readonly name: string;
  readonly before: Inode | undefined;
  readonly after: Inode | undefined;
}

/** What is in a file, as the disk has it, and what was done to it since. */
interface Unsynced {
  readonly synced: Buffer;
  readonly writings: Writing[];
}

/**
 * What has not reached the disk yet, which only a loss of power shows. The model is a journaling file system, as far as
 * POSIX binds it: names reach the disk in the order in which they changed (so what is there afterwards is what was
 * there at some moment since the last `fsync` of a folder), a rename as a whole; what is in a file reaches it whenever
 * the system likes, but for what a `fsync` of the file has waited for. `fsync` of a file says nothing of its name.
 */
export class Journal {
  readonly #isKept: boolean;
  #renamings: Renaming[][] = [];
  #group: Renaming[] | undefined;
  readonly #files = new Map<Inode, Unsynced>();

  /** @param isKept whether there is anybody who will ask */
  constructor(isKept: boolean) {
    this.#isKept = isKept;
  }

  /** Renamings in `work` reach the disk together. */
  asOne(work: () => void): void {
    this.#group = [];
    work();
    if (this.#isKept) this.#renamings.push(this.#group);
    this.#group = undefined;
  }

  renames(renaming: Renaming): void {
    if (this.#group !== undefined) this.#group.push(renaming);
    else if (this.#isKept) this.#renamings.push([renaming]);
  }

  writes(inode: Inode, at: number, bytes: Uint8Array): void {
    if (this.#isKept) this.#of(inode).writings.push({ at, bytes: bytes.slice() });
  }

  truncates(inode: Inode, size: number): void {
    if (this.#isKept && size !== inode.size) this.#of(inode).writings.push({ size });
  }

  /** Waits for the disk: for what is in a file, or, of a folder, for all names that there are. */
  sync(inode: Inode): void {
    if (inode.isFolder) this.#renamings = [];
    else this.#files.delete(inode);
  }

  /** How many changes of names are unsynced. */
  get unsyncedNames(): number {
    return this.#renamings.length;
  }

  /** The files in which something is unsynced. */
  get unsyncedFiles(): readonly Inode[] {
    return [...this.#files.keys()];
  }

  /**
   * The power is gone: only the first so many changes of names have reached the disk.
   * @param place lets a name mean something else
   */
  keepNames(count: number, place: (folder: Inode, name: string, inode: Inode | undefined) => void): void {
    for (const group of this.#renamings.slice(count).reverse())
      for (const { folder, name, before } of group.toReversed()) place(folder, name, before);
    this.#renamings = [];
  }

  /** What may be in a file once the power is gone: everything comes first. */
  keptParts(inode: Inode): readonly Kept[] {
    const unsynced = this.#files.get(inode);
    return unsynced === undefined ? [] : keptParts(unsynced.synced, unsynced.writings);
  }

  #of(inode: Inode): Unsynced {
    let unsynced = this.#files.get(inode);
    if (unsynced === undefined) {
      unsynced = { synced: inode.content.copy(), writings: [] };
      this.#files.set(inode, unsynced);
    }
    return unsynced;
  }
}
