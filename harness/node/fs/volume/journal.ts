import { Content } from './content.ts';
import type { Inode } from './inode.ts';

/** A name in a folder, before and after. */
interface Renaming {
  readonly folder: Inode;
  readonly name: string;
  readonly before: Inode | undefined;
  readonly after: Inode | undefined;
}

/** What was done to a file: bytes that were written at a place, or the size to which it was cut or filled up. */
type Writing =
  { readonly at: number; readonly bytes: Uint8Array } | { readonly size: number; readonly at?: undefined };

/** What is in a file, as the disk has it, and what was done to it since. */
interface Unsynced {
  readonly synced: Buffer;
  readonly writings: Writing[];
}

/** Draws one of so many alternatives: an integer from 0. */
export type Draw = (alternatives: number) => number;

/**
 * What has not reached the disk yet, which only a loss of power shows. The model is a journaling file system, as far as
 * POSIX binds it: names reach the disk in the order in which they changed (so what is there afterwards is what was
 * there at some moment since the last `fsync` of a folder), a rename as a whole; what is in a file reaches it whenever
 * the system likes, so of each write there may be all, a beginning or nothing, but for what a `fsync` of the file has
 * waited for. `fsync` of a file says nothing of its name.
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
    if (this.#isKept && this.#group.length > 0) this.#renamings.push(this.#group);
    this.#group = undefined;
  }

  renames(renaming: Renaming): void {
    if (!this.#isKept) return;
    if (this.#group === undefined) this.#renamings.push([renaming]);
    else this.#group.push(renaming);
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

  /** Everything has reached the disk. */
  syncAll(): void {
    this.#renamings = [];
    this.#files.clear();
  }

  /** The files in which something is unsynced. */
  get unsyncedFiles(): readonly Inode[] {
    return [...this.#files.keys()];
  }

  /**
   * The power is gone: a part of what was unsynced is kept, which `draw` chooses.
   * @param place lets a name mean something else
   */
  cut(draw: Draw, place: (folder: Inode, name: string, inode: Inode | undefined) => void): void {
    const kept = this.#renamings.length - draw(this.#renamings.length + 1);
    for (const group of this.#renamings.slice(kept).reverse())
      for (const { folder, name, before } of group.toReversed()) place(folder, name, before);
    for (const [inode, { synced, writings }] of this.#files) inode.content = keptOf(synced, writings, draw);
    this.syncAll();
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

const NOTHING = 0;
const ALL = 1;

/** Sizes reach the disk in order; of the bytes of each write within them all, a beginning, or nothing does. */
function keptOf(synced: Buffer, writings: readonly Writing[], draw: Draw): Content {
  const content = new Content(synced);
  const last = draw(writings.length + 1);
  // As drawn: 0, the first alternative, keeps nothing, and the last everything.
  for (const writing of writings.slice(0, last)) {
    if (writing.at === undefined) {
      content.truncate(writing.size);
      continue;
    }
    const { at, bytes } = writing;
    content.truncate(Math.max(content.size, at + bytes.length));
    const part = draw(3);
    if (part === NOTHING) continue;
    content.write(at, part === ALL ? bytes : bytes.subarray(0, bytes.length >> 1));
  }
  return content;
}
