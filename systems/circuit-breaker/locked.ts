import type { SharedMemory } from './ports.ts';

/** Runs `critical` while the lock is held alone. */
export async function locked<T>(memory: SharedMemory, name: string, critical: () => Promise<T>): Promise<T> {
  await memory.lock(name);
  try {
    return await critical();
  } finally {
    await memory.unlock(name);
  }
}

/** Runs `critical` while the lock is held together with other readers. */
export async function readLocked<T>(
  memory: SharedMemory,
  name: string,
  critical: () => Promise<T>,
): Promise<T> {
  await memory.readLock(name);
  try {
    return await critical();
  } finally {
    await memory.readUnlock(name);
  }
}
