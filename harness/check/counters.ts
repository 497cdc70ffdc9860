import type { CheckResult } from '../core/finding.ts';
import type { Levels } from './concurrency.ts';
import { held, listed, violated } from './check-result.ts';

export const counterKinds = {
  'lost-update': 'An update that was made is not in the result.',
  'leaked-slot': 'A slot or counter was taken and never given back, or given back twice.',
} as const;

/** Numbers by key. */
export type Numbers = Iterable<readonly [string, number]>;

/** No counter was ever below 0: `never-negative`. */
export function neverNegative(gauge: Levels): CheckResult {
  for (const [key, { lows }] of gauge.levels) {
    const first = lows[0];
    if (first === undefined) continue;
    const lowest = lows.at(-1)?.value ?? first.value;
    return violated('never-negative', 'leaked-slot', `${key} fell to ${lowest}`, first.step);
  }
  return held('never-negative');
}

/** When all is quiet every counter is back at 0: `zero-at-end`. */
export function zeroAtEnd(counters: Levels | Numbers): CheckResult {
  let left: string[] | undefined;
  for (const [key, value] of numbersOf(counters)) if (value !== 0) (left ??= []).push(`${key} is ${value}`);
  if (left === undefined) return held('zero-at-end');
  return violated('zero-at-end', 'leaked-slot', `not back at 0: ${listed(left)}`);
}

/** Every update that was made is in the result: `no-lost-update`. A missing key counts as 0. */
export function noLostUpdate(expected: Numbers, actual: Numbers): CheckResult {
  const found = new Map(actual);
  let wrong: string[] | undefined;
  for (const [key, value] of expected) {
    const is = found.get(key) ?? 0;
    if (is !== value) (wrong ??= []).push(`${key} is ${is}, not ${value}`);
  }
  if (wrong === undefined) return held('no-lost-update');
  return violated('no-lost-update', 'lost-update', `updates were lost: ${listed(wrong)}`);
}

function* numbersOf(counters: Levels | Numbers): Numbers {
  if (!('levels' in counters)) yield* counters;
  else for (const [key, { value }] of counters.levels) yield [key, value];
}
