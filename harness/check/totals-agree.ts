import type { CheckResult } from '../core/finding.ts';
import type { Numbers } from './counters.ts';
import { held, listed, violated } from './check-result.ts';

export const totalsKinds = {
  'inconsistent-totals': 'Two records of the same thing disagree.',
} as const;

/** One of two records of the same thing: its name, and its totals by key. Missing keys count as 0. */
export interface Totals {
  /** What messages call this record. */
  readonly name: string;
  /** The record's totals by key. */
  readonly totals: Numbers;
}

/** Two records of the same thing agree, key by key: `totals-agree`. */
export function totalsAgree(one: Totals, other: Totals): CheckResult {
  const left = new Map(one.totals);
  const right = new Map(other.totals);
  let wrong: string[] | undefined;
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const a = left.get(key) ?? 0;
    const b = right.get(key) ?? 0;
    if (a !== b) (wrong ??= []).push(`${key} is ${a} in ${one.name}, ${b} in ${other.name}`);
  }
  if (wrong === undefined) return held('totals-agree');
  return violated('totals-agree', 'inconsistent-totals', `totals disagree: ${listed(wrong)}`);
}
