import type { RouterOptions } from './model-router.ts';

export type Settings = Required<RouterOptions>;

/** @param staleWhileRevalidate whether the variant serves stale loaded models, and so calls them fresh for less long */
export function settingsOf(options: RouterOptions, staleWhileRevalidate = false): Settings {
  return {
    maxConcurrentConnections: 1,
    modelsTtlMs: 300_000,
    modelsStaleMs: 600_000,
    loadedTtlMs: staleWhileRevalidate ? 10_000 : 30_000,
    loadedStaleMs: 60_000,
    errorTtlMs: 10_000,
    flushIntervalMs: 10_000,
    subscriberQueueLimit: 10,
    lockTimeoutMs: 5_000,
    shutdownTimeoutMs: 10_000,
    instanceId: globalThis.crypto.randomUUID(),
    ...options,
  };
}
