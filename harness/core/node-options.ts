import type { Commands } from './command.ts';

/** What of Node is simulated, and on what machine. */
export interface NodeOptions {
  /**
   * Files that there are when a run begins, by absolute path; or the path of a real folder of fixtures, relative to the
   * working directory of the command, whose content is the root.
   */
  readonly files?: string | Readonly<Record<string, string | Uint8Array>>;
  /**
   * Real folders that programs can read, as they do `node_modules`: what they write there goes to the volume alone.
   * Links that lead out of them work. Default: the working directory of the command, and `node_modules` above it.
   */
  readonly mounts?: readonly string[];
  /**
   * Names of hosts that can be looked up, and their addresses: `{ 'db.local': '10.0.0.5' }`. `localhost` always is
   * `127.0.0.1` where nothing else is said; there are no other names.
   */
  readonly hosts?: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Programs that may be started as child processes, by name: what stands for them, or true for the real one, which is
   * run to its end within an event. `'real'`: all of them are real. Default: none; who starts one is told ENOENT.
   */
  readonly commands?: Commands | 'real';
  /** What comes through `process.stdin`, until its end. Default: nothing. */
  readonly stdin?: string | Uint8Array;
  /** How long requests take, virtual milliseconds, [least, most], by the first part of their names: `fs`, `net`. */
  readonly latencyMs?: Readonly<Record<string, readonly [number, number]>>;
  /** How many requests to the thread pool (fs, dns.lookup, zlib, crypto) are under way at once. Default 4. */
  readonly threads?: number;
}
