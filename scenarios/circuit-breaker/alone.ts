import {
  type BreakerVariant,
  type CircuitBreaker,
  type Key,
  type SharedMemory,
} from '../../systems/circuit-breaker/index.ts';

/** A breaker with one thread, for sums over thousands of calls: memory without a schedule, locks that are free. */
export function alone(variant: BreakerVariant): CircuitBreaker {
  const cells = new Map<string, unknown>();
  const peek = <T>(key: Key<T>): T | undefined => cells.get(key) as T | undefined;
  const free = (): Promise<void> => Promise.resolve();
  const memory: SharedMemory = {
    load: (key) => Promise.resolve(peek(key)),
    store: (key, value) => Promise.resolve(void cells.set(key, value)),
    loadOrStore: (key, value) => {
      if (!cells.has(key)) cells.set(key, value);
      return Promise.resolve(peek(key) ?? value);
    },
    lock: free,
    unlock: free,
    readLock: free,
    readUnlock: free,
  };
  return variant.create({ memory, upstream: { send: () => Promise.reject(new Error('nobody calls')) } });
}
