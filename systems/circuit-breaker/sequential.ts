import type { BreakerOptions, CallRecord } from './circuit-breaker.ts';

/**
 * What a breaker does when nothing runs at the same time: a pure function of the records and the clock.
 * The variants differ from their rule only by what concurrency does to them.
 */
export interface SequentialRule<State> {
  readonly initial: State;
  record(state: State, record: CallRecord): State;
  /** @param now the clock, in milliseconds */
  isAvailable(state: State, now: number): boolean;
}

/** The newest records, oldest first. */
export type Ring = readonly CallRecord[];

/** A record counts up to and including the last millisecond of the window. */
export const isRecent = (record: CallRecord, now: number, windowMs: number): boolean =>
  now - record.at <= windowMs;

/** Appends to a ring of `size` records: the oldest goes. */
export const push = (ring: Ring, record: CallRecord, size: number): Ring => [...ring, record].slice(-size);

export interface FailureRatioSettings {
  readonly failureRatio: number;
  readonly maxRecords: number;
  readonly windowMs: number;
  /** The statuses that count as failures; all others count as records only. */
  readonly failures: ReadonlySet<number>;
}

export const timeoutsAndRateLimits: ReadonlySet<number> = new Set([429, 504]);
export const upstreamErrors: ReadonlySet<number> = new Set([429, 504, 500]);

export function failureRatioSettings(
  options: BreakerOptions,
  failures: ReadonlySet<number>,
): FailureRatioSettings {
  const { failureRatio = 0.95, maxRecords = 100, windowMs = 60_000 } = options;
  return { failureRatio, maxRecords, windowMs, failures };
}

/** The share of failures among the records within the window; 0 when there are none. */
export function ratioOf(
  records: Iterable<CallRecord>,
  now: number,
  windowMs: number,
  failures: ReadonlySet<number>,
): number {
  let recent = 0;
  let failed = 0;
  for (const record of records) {
    if (!isRecent(record, now, windowMs)) continue;
    recent += 1;
    if (failures.has(record.status)) failed += 1;
  }
  return recent === 0 ? 0 : failed / recent;
}

/** Unavailable when the share of failures among the last records within the window reaches the ratio. */
export function failureRatioRule(settings: FailureRatioSettings): SequentialRule<Ring> {
  const { failureRatio, maxRecords, windowMs, failures } = settings;
  return {
    initial: [],
    record: (ring, record) => push(ring, record, maxRecords),
    isAvailable: (ring, now) => ratioOf(ring, now, windowMs, failures) < failureRatio,
  };
}

export interface ErrorRunSettings {
  readonly errorThreshold: number;
  readonly windowMs: number;
}

export function errorRunSettings({
  errorThreshold = 10,
  windowMs = 300_000,
}: BreakerOptions): ErrorRunSettings {
  return { errorThreshold, windowMs };
}

/**
 * Unavailable when the last `errorThreshold` calls were timeouts or rate limits, all within the window.
 * Every other status, those of cancelled calls and of clients' errors too, starts again from nothing.
 */
export function errorRunRule({ errorThreshold, windowMs }: ErrorRunSettings): SequentialRule<Ring> {
  return {
    initial: [],
    record: (ring, record) =>
      timeoutsAndRateLimits.has(record.status) ? push(ring, record, errorThreshold) : [],
    isAvailable: (ring, now) =>
      ring.filter((record) => isRecent(record, now, windowMs)).length < errorThreshold,
  };
}
