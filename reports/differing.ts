import type { InvariantResult, ScenarioResult, Verdict } from '../harness/result.ts';
import { groupBy } from './matrix.ts';
import { holds, meets, verdictSigns } from './verdicts.ts';
import { counted } from './wording.ts';

/** What was expected of a result and what was found instead, a sentence each; none where it is as expected. */
export function differenceSentences(result: ScenarioResult): readonly string[] {
  if (result.asExpected) return [];
  const whole =
    result.reason === undefined ? [] : [`${verdictSigns[result.verdict].word}: ${firstLine(result.reason)}`];
  if (!isDecided(result.verdict)) {
    return whole.length > 0
      ? whole
      : [`expected ${result.expected}, got ${verdictSigns[result.verdict].word}`];
  }
  const broken = result.invariants.filter((invariant) => !meets(invariant.expected, invariant.verdict));
  const told = groupBy(broken, ({ expected, verdict, reason }) =>
    sentence(expected, verdict, reason, result),
  ).map(([text, invariants]) => `${invariants.map(({ id }) => id).join(', ')}: ${text}`);
  return told.length > 0 ? told : whole;
}

/** Whether the verdicts on the single invariants say more than the one on the whole. */
function isDecided(verdict: Verdict): boolean {
  return verdict === 'violated' || verdict === 'unknown' || holds(verdict);
}

function sentence(
  expected: InvariantResult['expected'],
  verdict: Verdict,
  reason: string | undefined,
  result: ScenarioResult,
): string {
  const why = reason === undefined ? '' : ` (${firstLine(reason)})`;
  const found = verdictSigns[verdict].word + why;
  if (expected === 'holds') return `expected to hold, but ${found}`;
  return `expected to be violated, but ${found} in ${counted(result.exploration.schedules, 'schedule')}`;
}

/** A reason may carry a stack, which the report file keeps. */
export function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
