import {
  type BreakerOptions,
  type BreakerVariant,
  type CircuitBreaker,
  type Key,
  type SharedMemory,
} from '../../systems/circuit-breaker/index.ts';

/** A breaker with one thread, for sums over thousands of calls. */
export function alone(variant: BreakerVariant, options: BreakerOptions = {}): CircuitBreaker {
  const upstream = { send: () => Promise.reject(new Error('nobody calls')) };
  return variant.create({ memory: aloneMemory(), upstream }, options);
}

/** Memory without a schedule, locks that are free. */
export function aloneMemory(): SharedMemory {
  const cells = new Map<string, unknown>();
  const peek = <T>(key: Key<T>): T | undefined => cells.get(key) as T | undefined;
  const free = (): Promise<void> => Promise.resolve();
  return {
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
}
