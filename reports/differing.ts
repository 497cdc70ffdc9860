import type { ScenarioResult } from '../harness/result.ts';
import { describeDifference, isAsExpected, isOfWhole, verdictWords } from '../harness/verdict.ts';
import { groupBy } from './matrix.ts';

/** What was expected of a result and what was found instead, a sentence each; none where it is as expected. */
export function differenceSentences(result: ScenarioResult): readonly string[] {
  if (result.asExpected) return [];
  const whole =
    result.reason === undefined ? [] : [`${verdictWords[result.verdict]}: ${firstLine(result.reason)}`];
  if (isOfWhole(result.verdict)) {
    return whole.length > 0 ? whole : [`expected ${result.expected}, got ${verdictWords[result.verdict]}`];
  }
  const broken = result.invariants.filter((invariant) => !isAsExpected(invariant));
  const told = groupBy(broken, (invariant) =>
    describeDifference(invariant, result.exploration.schedules),
  ).map(([text, invariants]) => `${invariants.map(({ id }) => id).join(', ')}: ${text}`);
  return told.length > 0 ? told : whole;
}

/** A reason may carry a stack, which the report file keeps. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
