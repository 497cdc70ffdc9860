import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { UsageError } from '../core/usage-error.ts';
import { processIdentity } from './process-identity.ts';
import { tidy } from './publish.ts';

export const LOCK_FILE = '.heddle-lock';
/** A holder on another machine, or in another container, is only known by the age of its file. */
const RENEW_EACH_MS = 10_000;
const ABANDONED_AFTER_MS = 60_000;
/** A lock that nothing is written in yet is being made, or its maker was killed just then. */
const EMPTY_AFTER_MS = 5_000;
/** Several processes may find the same abandoned lock. */
const TRIES = 5;

interface Holder {
  readonly pid: number;
  /** See `processIdentity`. */
  readonly identity: string;
  readonly host: string;
  readonly since: string;
}

/** Where this process holds the lock. */
const held = new Map<string, string>();

/**
 * From here on until this process ends, or `unlockFolder`, no other heddle writes into the folder. Takes over the lock
 * of a process that has ended, and completes what it had begun to write. Asked again, makes sure of it.
 * @param shown what to call the folder in a complaint
 * @throws UsageError naming the process that holds it
 * @throws the system's error where nothing can be written there
 */
export function lockFolder(folder: string, shown: string): void {
  const file = path.join(folder, LOCK_FILE);
  const before = held.get(folder);
  if (before !== undefined && contentOf(file) === before) return;
  const own = JSON.stringify(self());
  for (let tries = 0; !take(file, own); tries++) {
    const found = contentOf(file);
    if (isHeld(file) || tries === TRIES) throw new UsageError(complaint(file, shown));
    remove(file, found);
  }
  held.set(folder, own);
  keepUp();
  tidy(folder);
}

/** Removes the lock that was found; not one that another process has made meanwhile, which found the same. */
function remove(file: string, found: string | undefined): void {
  const moved = `${file}.${process.pid}`;
  try {
    renameSync(file, moved);
    if (contentOf(moved) !== found) linkSync(moved, file);
  } catch {
    // Another process was faster.
  }
  rmSync(moved, { force: true });
}

export function unlockFolder(folder: string): void {
  const own = held.get(folder);
  held.delete(folder);
  const file = path.join(folder, LOCK_FILE);
  if (own === undefined || contentOf(file) !== own) return;
  try {
    rmSync(file);
  } catch {
    // The lock may not be removed any more: once this process has ended, the next one takes it over.
  }
}

/** Makes the lock; false where there is one. */
function take(file: string, own: string): boolean {
  try {
    writeFileSync(file, own, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    // The lock was made, but there was no room for what stands in it.
    if (contentOf(file) === '') rmSync(file, { force: true });
    throw error;
  }
}

function isHeld(file: string): boolean {
  const holder = holderOf(file);
  const age = ageOf(file);
  if (age === undefined) return false;
  if (holder === undefined) return age < EMPTY_AFTER_MS;
  if (holder.host !== hostname()) return age < ABANDONED_AFTER_MS;
  return processIdentity(holder.pid) === holder.identity;
}

function complaint(file: string, shown: string): string {
  const holder = holderOf(file);
  const elsewhere = holder === undefined || holder.host === hostname() ? '' : ` on ${holder.host}`;
  const who = holder === undefined ? '' : ` (process ${holder.pid}${elsewhere}, since ${holder.since})`;
  return `Another heddle${who} writes its report into ${shown}. Wait for it, or give this one an --output-dir of its own.`;
}

function self(): Holder {
  const { pid } = process;
  return { pid, identity: processIdentity(pid) ?? '', host: hostname(), since: new Date().toISOString() };
}

function holderOf(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(contentOf(file) ?? '') as Partial<Holder> | null;
    return typeof holder?.pid === 'number' && typeof holder.host === 'string'
      ? (holder as Holder)
      : undefined;
  } catch {
    return undefined;
  }
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ageOf(file: string): number | undefined {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

let keptUp = false;

function keepUp(): void {
  if (keptUp) return;
  keptUp = true;
  process.once('exit', () => {
    for (const folder of held.keys()) unlockFolder(folder);
  });
  const renew = (): void => {
    const now = new Date();
    for (const folder of held.keys()) {
      try {
        utimesSync(path.join(folder, LOCK_FILE), now, now);
      } catch {
        // The folder is gone: writing into it will say so.
      }
    }
  };
  setInterval(renew, RENEW_EACH_MS).unref();
}
