/*
 * What each breaker is to do while nothing runs at the same time, from the words of its source and not from its code.
 * A model's history is the list of its calls' ends; whether it is available is computed from that alone.
 */
import type { BreakerOptions, CallRecord, circuitBreakers } from '../../systems/circuit-breaker/index.ts';

type VariantId = keyof typeof circuitBreakers.variants;

/** The ends of a model's calls, oldest first. */
export type Ends = readonly CallRecord[];

export interface Rule {
  /** The status that the end of an exchange is recorded with; undefined where it is not. */
  recorded(exchange: Exchange): number | undefined;
  /** Which ends are kept, oldest first. */
  kept(ends: Ends, options: BreakerOptions): Ends;
  /** Whether the model is available at `now` (milliseconds), after these ends. */
  isAvailable(ends: Ends, now: number, options: BreakerOptions): boolean;
}

/** One request to the upstream, as it came out. */
export interface Exchange {
  /** With which the response began; absent where none began. */
  readonly status?: number;
  /** Whether the body came to its end; the connection broke; the time was up, the client's own or the gateway's; or the client left. */
  readonly end: 'complete' | 'dropped' | 'client-timeout' | 'gateway-timeout' | 'left';
}

const MINUTE_MS = 60_000;

/** Of ratios: sums of floating-point numbers are not exact. */
const EPSILON = 1e-9;

/** "The status is known when the response starts"; a deadline that was exceeded is a 504, no response is a 0. */
function byStart({ status, end }: Exchange): number {
  return status ?? (end === 'client-timeout' || end === 'gateway-timeout' ? 504 : 0);
}

/**
 * "If the ratio of failures exceeds X % … 0.95 failure ratio out of 100 last requests within the last minute": the last
 * 100 are taken, and of these those within the minute.
 */
function byRatio(...failures: readonly number[]): Rule {
  const kept: Rule['kept'] = (ends, { maxRecords = 100 }) => ends.slice(-maxRecords);
  return {
    recorded: byStart,
    kept,
    isAvailable: (ends, now, options) => {
      const { failureRatio = 0.95, windowMs = MINUTE_MS } = options;
      const counted = kept(ends, options).filter(({ at }) => at >= now - windowMs);
      const failed = counted.filter(({ status }) => failures.includes(status)).length;
      return counted.length === 0 || failed < failureRatio * counted.length - EPSILON;
    },
  };
}

/** "The maximum number of error records allowed within the window", timeouts and 429; any other end begins anew. */
function byErrors(allowed?: number): Rule {
  const isError = ({ status }: CallRecord): boolean => status === 504 || status === 429;
  const kept: Rule['kept'] = (ends, { errorThreshold = 10 }) =>
    ends.slice(ends.findLastIndex((end) => !isError(end)) + 1).slice(-(allowed ?? errorThreshold));
  return {
    recorded: byStart,
    kept,
    isAvailable: (ends, now, options) => {
      const { errorThreshold = 10, windowMs = 5 * MINUTE_MS } = options;
      return (
        kept(ends, options).filter(({ at }) => at >= now - windowMs).length < (allowed ?? errorThreshold)
      );
    },
  };
}

/** Whether an end says that the upstream works, or does not: what clients did wrong, or cut short, says neither. */
export function saysOf(status: number): 'works' | 'fails' | undefined {
  if (status === 429 || status >= 500) return 'fails';
  return status >= 200 && status <= 399 ? 'works' : undefined;
}

/** Whether these ends, of which each says something, make a model unavailable at the moment of the last. */
export function isOutage(telling: Ends, options: BreakerOptions): boolean {
  const { failureRatio = 0.8, maxRecords = 100, windowMs = MINUTE_MS, minimumSample = 10 } = options;
  const now = telling.at(-1)?.at ?? 0;
  const counted = telling.slice(-maxRecords).filter(({ at }) => at >= now - windowMs);
  const failed = counted.filter(({ status }) => saysOf(status) === 'fails').length;
  return counted.length >= minimumSample && failed >= failureRatio * counted.length - EPSILON;
}

/** How long ours leaves a model alone. */
export function coolDownOf({ coolDownMs = MINUTE_MS / 2 }: BreakerOptions): number {
  return coolDownMs;
}

const telling = (ends: Ends): Ends => ends.filter(({ status }) => saysOf(status) !== undefined);

/**
 * Ours: unavailable from the moment when, of the last 100 ends that say anything, those of the last minute are ten at
 * least and four of five failed; for half a minute. From then on one call may try it: as long as none does, that stays
 * so, whatever else ends.
 */
const bySample: Rule = {
  // A response that broke off, or never came, or takes more than the gateway's time, is the upstream's failure whatever
  // it began with; one that its client cut short is a failure only if it began as one.
  recorded: ({ status, end }) => {
    if (status !== undefined && (end === 'complete' || saysOf(status) === 'fails')) return status;
    if (end === 'dropped') return 502;
    return end === 'gateway-timeout' ? 504 : undefined;
  },
  kept: (ends, { maxRecords = 100 }) => telling(ends).slice(-maxRecords),
  isAvailable: (ends, now, options) => {
    const all = telling(ends);
    const trip = all.find((_, i) => isOutage(all.slice(0, i + 1), options));
    return trip === undefined || now >= trip.at + coolDownOf(options);
  },
};

export const rules: Readonly<Record<VariantId, Rule>> = {
  'b0-one-error': byErrors(1),
  'b1-error-list': byErrors(),
  'b2-ring-of-errors': byErrors(),
  'b3-failure-ratio': byRatio(429, 504),
  'b3rw-read-lock-first': byRatio(429, 504),
  // "Since status 0 denotes that there was some failure … consider those as failures, too", and a 500.
  'b3z-status-zero': byRatio(429, 504, 500, 0),
  // "I didn't include the 0 case."
  'b4-load-or-store': byRatio(429, 504, 500),
  'mutant-load-then-store': byRatio(429, 504, 500),
  hardened: bySample,
};

export function ruleOf(variantId: string): Rule {
  const rule = (rules as Readonly<Record<string, Rule>>)[variantId];
  if (rule === undefined) throw new Error(`scenarios/circuit-breaker/rule.ts knows no rule of ${variantId}.`);
  return rule;
}
