import type { ReductionFacts } from '../../../harness/result.ts';
import { NONE } from '../../documented.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { count, counted, duration, reductionClause } from '../../wording.ts';
import { percent } from './bound.ts';
import { type ResultSummary, type Summary, unpackInvariant } from './summary.ts';
import { promises, rateOrNone } from './tested-figures.ts';
import type { TestedFacts } from './tested.ts';

/** One scenario against one variant, in full. */
export interface RunView {
  readonly sentence: string;
  readonly invariants: readonly { readonly id: string; readonly verdict: string; readonly note: string }[];
  readonly strategies: readonly (readonly string[])[];
  readonly guarantees: readonly string[];
  readonly discovery: TestedFacts['discovery'];
  readonly discovered: string;
  /** Absent where there are no such pairs; `missing` are those that were seen in one order only. */
  readonly pairs?: { readonly sentence: string; readonly missing: readonly string[] };
  readonly measures: readonly (readonly [name: string, value: string])[];
}

export function runView(
  summary: Pick<Summary, 'invariants'>,
  result: ResultSummary,
  facts: TestedFacts,
): RunView {
  const { sampled, bounded } = promises(result, facts);
  return {
    sentence: sentenceOf(result, facts),
    invariants: result.invariants.map((packed) => {
      const { id, verdict, expected, reason } = unpackInvariant(summary, packed);
      const sign = verdictSigns[verdict];
      const note = [`expected: ${expected}`, ...(reason === undefined ? [] : [reason])].join('; ');
      return { id, verdict: `${sign.glyph} ${sign.word}`, note };
    }),
    strategies: facts.strategies.map((strategy) => [
      strategy.name,
      count(strategy.schedules),
      count(strategy.fresh),
      count(strategy.failing),
      strategy.firstFailure === undefined ? NONE : `run ${count(strategy.firstFailure)}`,
      rateOrNone(bounded ? strategy.failureRateBound : undefined),
      rateOrNone(sampled ? strategy.newOrderingChance : undefined),
    ]),
    guarantees: facts.strategies.flatMap(({ name, guarantee }) =>
      guarantee === undefined ? [] : `${name}: ${guarantee}`,
    ),
    discovery: facts.discovery,
    discovered: discoveredSentence(facts.discovery),
    ...pairsOf(facts),
    measures: facts.measures.map(([name, value]) => [name, figure(value)] as const),
  };
}

function sentenceOf(result: ResultSummary, facts: TestedFacts): string {
  const about = result.distinctIsEstimate === true ? 'about ' : '';
  return (
    `${counted(result.schedules, 'schedule')} of ${counted(facts.workloads, 'workload')}, ` +
    `${counted(facts.steps, 'step')} in all, showed ${about}${counted(result.distinct, 'distinct ordering')}; ` +
    `${count(facts.failing)} failed. ` +
    `It took ${duration(facts.durationMs)}: ${counted(Math.round(facts.schedulesPerSecond), 'schedule')} a second.` +
    (facts.covers === undefined ? '' : ` ${facts.covers}`) +
    (facts.reduced === undefined ? '' : reductionSentences(facts.reduced))
  );
}

/** What the claim rests on, and how it was audited. */
function reductionSentences(reduced: ReductionFacts): string {
  const { runs, blocked, audited, swapped, unfinished } = reduced;
  if (unfinished !== undefined)
    return ` Not complete up to equivalent orders, after ${counted(runs, 'run')}: ${unfinished}.`;
  const left = blocked === 0 ? '' : `; ${counted(blocked, 'run')} left, as others stand for them`;
  return (
    ` It is ${reductionClause(reduced)}${left}.` +
    ` Audited: all schedules of ${counted(audited, 'workload')} had no other outcome, ${counted(swapped, 'swap')} of neighbouring steps made no difference.`
  );
}

function pairsOf({ pairs: { bothOrders, oneOrder, missing } }: TestedFacts): Pick<RunView, 'pairs'> {
  if (bothOrders + oneOrder === 0) return {};
  return {
    pairs: {
      sentence:
        `Pairs of operations of different tasks on one resource: ${count(bothOrders)} seen in both orders, ` +
        `${count(oneOrder)} in one order only${missing.length > 0 ? ', which is where to look next:' : '.'}`,
      missing: missing.map(
        ({ resource, first, second }) => `\`${first}\` always came before \`${second}\` on \`${resource}\``,
      ),
    },
  };
}

/** Whether new orderings were still being found at the end. */
function discoveredSentence(discovery: TestedFacts['discovery']): string {
  const last = discovery.at(-1);
  if (last === undefined) return '';
  const half = discovery.findLast(([schedules]) => schedules <= last[0] / 2);
  if (half === undefined || last[1] === 0)
    return `${counted(last[1], 'ordering')} after ${counted(last[0], 'schedule')}.`;
  const late = (last[1] - half[1]) / last[1];
  return (
    `${counted(last[1], 'ordering')} after ${counted(last[0], 'schedule')}; ` +
    `${percent(late)} of them in the second half: ` +
    (late > 0.25
      ? 'more runs would show many more.'
      : late > 0.05
        ? 'the search was slowing down.'
        : 'the search had nearly dried up.')
  );
}

function figure(value: number): string {
  return Math.abs(value) < 10 ? String(Number(value.toFixed(2))) : count(value);
}
