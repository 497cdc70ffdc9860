import { holds, type Verdict } from '../../../harness/verdict.ts';
import { NONE } from '../../documented.ts';
import { count } from '../../wording.ts';
import { percent } from './bound.ts';
import type { ResultSummary } from './summary.ts';
import type { TestedFacts } from './tested.ts';

/** A figure as it is read, and as it is sorted; null where there is nothing. */
export type Figure = readonly [text: string, value: number | null];

/** What a search may still promise: of all orderings no new one can come, and what failed is not bounded. */
export function promises(
  { verdict }: Pick<ResultSummary, 'verdict'>,
  { failing }: Pick<TestedFacts, 'failing'>,
): { readonly sampled: boolean; readonly bounded: boolean } {
  const sampled = verdict !== 'exhausted';
  return { sampled, bounded: sampled && verdict !== 'violated' && failing === 0 };
}

/** One for each of `figureColumns`. */
export function figuresOf(result: ResultSummary, facts: TestedFacts): readonly Figure[] {
  const { sampled, bounded } = promises(result, facts);
  const { bothOrders, oneOrder } = facts.pairs;
  const pairs = bothOrders + oneOrder;
  const first = facts.strategies.find(({ firstFailure }) => firstFailure !== undefined);
  return [
    [count(result.schedules), result.schedules],
    [`${result.distinctIsEstimate === true ? '≈ ' : ''}${count(result.distinct)}`, result.distinct],
    rate(sampled ? chanceOf(facts) : undefined),
    rate(bounded ? result.bound : undefined),
    pairs === 0 ? [NONE, null] : [`${count(oneOrder)} of ${count(pairs)}`, oneOrder / pairs],
    first?.firstFailure === undefined
      ? [NONE, null]
      : [`${first.name}, run ${count(first.firstFailure)}`, first.firstFailure],
  ];
}

/** How little is known, as numbers of which the first that differs counts: smaller is weaker. */
export function weakness(result: ResultSummary, facts: TestedFacts): readonly number[] {
  return [tier(result.verdict), -(result.bound ?? 1), -(chanceOf(facts) ?? 1), result.schedules];
}

/** What is undecided says least; what was violated, and what is proved, say most. */
function tier(verdict: Verdict): number {
  if (verdict === 'exhausted') return 3;
  if (verdict === 'violated') return 2;
  return holds(verdict) ? 1 : 0;
}

function chanceOf({ strategies }: TestedFacts): number | undefined {
  const known = strategies.flatMap(({ newOrderingChance }) => newOrderingChance ?? []);
  return known.length === 0 ? undefined : Math.min(...known);
}

function rate(value: number | undefined): Figure {
  return [rateOrNone(value), value ?? null];
}

export function rateOrNone(value: number | undefined): string {
  return value === undefined ? NONE : percent(value);
}
