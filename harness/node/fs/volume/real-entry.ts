import fs from 'node:fs';
import { resolve } from 'node:path';
import { switchboardIfAny } from '../../bindings/switchboard.ts';

// As they are now: programs patch `fs`, and what is asked for here is not for them.
const { lstatSync, readdirSync, readFileSync, readlinkSync, realpathSync } = fs;

/** Asks the real disk, in the midst of a run too. */
function onDisk<T>(ask: () => T): T {
  const switchboard = switchboardIfAny();
  if (switchboard === undefined) return ask();
  const { fs: answers } = switchboard;
  switchboard.fs = undefined;
  try {
    return ask();
  } finally {
    switchboard.fs = answers;
  }
}

/** What there is on the real disk, each asked for once: all runs of a scenario see the same. */
export class RealEntry {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedMs: number;
  #content: Buffer | undefined;
  #names: readonly string[] | undefined;
  #target: string | undefined;
  readonly #children = new Map<string, RealEntry | undefined>();

  private constructor(path: string, { mode, size, mtimeMs }: fs.Stats) {
    this.path = path;
    this.mode = mode;
    this.size = size;
    this.modifiedMs = mtimeMs;
  }

  /** Undefined where there is nothing that can be read. */
  static at(path: string): RealEntry | undefined {
    const stats = onDisk(() => lstatSync(path, { throwIfNoEntry: false }));
    const isPlain = stats?.isFile() || stats?.isDirectory() || stats?.isSymbolicLink();
    return stats !== undefined && isPlain ? new RealEntry(path, stats) : undefined;
  }

  /** Of a file. */
  content(): Buffer {
    this.#content ??= onDisk(() => readFileSync(this.path));
    return this.#content;
  }

  /** Of a folder. */
  names(): readonly string[] {
    this.#names ??= onDisk(() => readdirSync(this.path));
    return this.#names;
  }

  child(name: string): RealEntry | undefined {
    if (this.#children.has(name)) return this.#children.get(name);
    const child = RealEntry.at(resolve(this.path, name));
    this.#children.set(name, child);
    return child;
  }

  /** Of a symbolic link, as it is written. */
  target(): string {
    this.#target ??= onDisk(() => readlinkSync(this.path));
    return this.#target;
  }

  /** Of a symbolic link: the path of what it leads to in the end, without any other in it; undefined where nowhere. */
  destination(): string | undefined {
    try {
      return onDisk(() => realpathSync(this.path));
    } catch {
      return undefined;
    }
  }
}
