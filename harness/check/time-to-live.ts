import type { CheckResult } from '../core/finding.ts';
import { held, violated } from './check-result.ts';

export const timeToLiveKinds = {
  'stale-read': 'A value was served after its time to live.',
} as const;

/** A value that was handed out. */
export interface Served {
  /** What the value belongs to, for messages. */
  readonly key: string;
  /** When the server had it, virtual milliseconds. */
  readonly takenAtMs: number;
  /** When it was handed out, virtual milliseconds. */
  readonly servedAtMs: number;
  /** The step at which it was handed out. */
  readonly step?: number;
}

/** Nothing was handed out at `limitMs` of age or more: `nothing-past-time-to-live`. */
export function nothingPastTimeToLive(served: Iterable<Served>, limitMs: number): CheckResult {
  for (const { key, takenAtMs, servedAtMs, step } of served) {
    const ageMs = servedAtMs - takenAtMs;
    if (ageMs < limitMs) continue;
    const message = `${key} was served at the age of ${ageMs} ms; its time to live is ${limitMs} ms`;
    return violated('nothing-past-time-to-live', 'stale-read', message, step);
  }
  return held('nothing-past-time-to-live');
}
