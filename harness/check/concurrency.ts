import type { CheckResult } from '../core/finding.ts';
import type { FindingKind } from './kinds.ts';
import { held, violated } from './check-result.ts';

/** The levels of something over a run, by key; a `Gauge` of the simulated world is one. */
export interface Levels {
  /** By key: the value now, and each new highest and lowest value with its step. */
  readonly levels: ReadonlyMap<
    string,
    {
      readonly value: number;
      readonly highs: readonly { readonly value: number; readonly step: number }[];
      readonly lows: readonly { readonly value: number; readonly step: number }[];
    }
  >;
}

/** No key ever had more than `limit`; the finding is at the step at which the first one did. */
export function neverAbove(
  gauge: Levels,
  limit: number,
  invariant: string,
  kind: FindingKind,
  describe: (key: string, most: number) => string,
): CheckResult {
  for (const [key, { highs }] of gauge.levels) {
    const most = highs.at(-1)?.value ?? 0;
    if (most <= limit) continue;
    const step = highs.find(({ value }) => value > limit)?.step;
    return violated(invariant, kind, describe(key, most), step);
  }
  return held(invariant);
}
