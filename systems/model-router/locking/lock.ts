import type { Scope } from '../../primitives/task.ts';

/** What can be taken and given back; see `Mutex`. */
export interface Lock {
  /** Takes a free lock without suspending and returns nothing; else returns what to await. */
  acquire(scope: Scope): Promise<void> | undefined;
  release(): void;
}

export type MakeLock = (name: string) => Lock;

/** Where a variant has no lock. */
export const noLock: Lock = { acquire: () => undefined, release: () => {} };

/** Runs `critical` under the lock. If it is synchronous, a free lock is never held over a suspension. */
export async function locked<T>(lock: Lock, scope: Scope, critical: () => T | Promise<T>): Promise<T> {
  const queued = lock.acquire(scope);
  if (queued !== undefined) await queued;
  try {
    const result = critical();
    return result instanceof Promise ? await result : result;
  } finally {
    lock.release();
  }
}
