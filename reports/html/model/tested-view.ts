import type { ReductionFacts } from '../../../harness/result.ts';
import { count, counted, duration, reductionClause } from '../../wording.ts';
import { componentOf } from '../../matrix.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { percent } from './cell.ts';
import { matches } from './filter.ts';
import { hrefOf } from './route.ts';
import { type Summary, unpackInvariant } from './summary.ts';
import type { TestedFacts } from './tested.ts';

/** One line of the list: a scenario against a variant, and how much it was tested. */
export interface TestedRow {
  readonly href: string;
  readonly component: string;
  readonly title: string;
  readonly variant: string;
  readonly verdict: string;
  readonly cells: readonly string[];
}

export const testedColumns = [
  'schedules',
  'distinct orderings',
  'chance that one more is new',
  'failure rate, at most (95 %)',
  'pairs in one order only',
  'first failure',
] as const;

export function testedRows(
  summary: Summary,
  tested: readonly TestedFacts[],
  query: string,
): readonly TestedRow[] {
  return summary.results.flatMap((result, index) => {
    const { id = '', title = '' } = summary.scenarios[result.scenario] ?? {};
    const component = componentOf({ scenario: id });
    const facts = tested[index];
    if (result.verdict === 'n/a' || facts === undefined) return [];
    if (!matches(query, `${id} ${title} ${result.variant} ${result.verdict}`)) return [];
    const { glyph, word } = verdictSigns[result.verdict];
    const { bothOrders, oneOrder } = facts.pairs;
    return {
      href: hrefOf({ page: 'run', scenario: id, variant: result.variant }),
      component,
      title,
      variant: result.variant,
      verdict: `${glyph} ${word}`,
      cells: [
        count(result.schedules),
        `${result.distinctIsEstimate === true ? '≈ ' : ''}${count(result.distinct)}`,
        rateOrDash(lowest(facts.strategies.map((strategy) => strategy.newOrderingChance))),
        // Where all was tried, no rate is estimated.
        rateOrDash(result.verdict === 'exhausted' ? undefined : result.bound),
        bothOrders + oneOrder === 0 ? '–' : `${count(oneOrder)} of ${count(bothOrders + oneOrder)}`,
        firstFailureOf(facts),
      ],
    };
  });
}

/** One scenario against one variant, in full. */
export interface RunView {
  readonly component: string;
  readonly title: string;
  readonly variant: string;
  readonly verdict: string;
  readonly asExpected: boolean;
  readonly sentence: string;
  readonly invariants: readonly { readonly id: string; readonly verdict: string; readonly note: string }[];
  readonly strategies: readonly (readonly string[])[];
  readonly guarantees: readonly string[];
  readonly discovery: TestedFacts['discovery'];
  readonly discovered: string;
  readonly pairs: TestedFacts['pairs'];
  readonly measures: readonly (readonly [name: string, value: string])[];
  readonly failures: readonly { readonly href: string; readonly message: string }[];
}

export const strategyColumns = [
  'strategy',
  'schedules',
  'new orderings',
  'failed',
  'first failure',
  'failure rate, at most (95 %)',
  'chance that one more is new',
] as const;

export function runView(
  summary: Summary,
  tested: readonly TestedFacts[],
  scenario: string,
  variant: string,
): RunView | undefined {
  const index = summary.results.findIndex(
    (result) => result.variant === variant && summary.scenarios[result.scenario]?.id === scenario,
  );
  const result = summary.results[index];
  const facts = tested[index];
  if (result === undefined || facts === undefined) return undefined;
  const { glyph, word } = verdictSigns[result.verdict];
  return {
    component: componentOf({ scenario }),
    title: summary.scenarios[result.scenario]?.title ?? '',
    variant,
    verdict: `${glyph} ${word}`,
    asExpected: result.unexpected !== true,
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
      strategy.firstFailure === undefined ? '–' : `run ${count(strategy.firstFailure)}`,
      rateOrDash(strategy.failureRateBound),
      rateOrDash(strategy.newOrderingChance),
    ]),
    guarantees: facts.strategies.flatMap(({ name, guarantee }) =>
      guarantee === undefined ? [] : `${name}: ${guarantee}`,
    ),
    discovery: facts.discovery,
    discovered: discoveredSentence(facts.discovery),
    pairs: facts.pairs,
    measures: facts.measures.map(([name, value]) => [name, figure(value)] as const),
    failures: summary.failures
      .filter((failure) => failure.result === index)
      .map(({ number, message }) => ({ href: hrefOf({ page: 'failure', number }), message })),
  };
}

function sentenceOf(result: Summary['results'][number], facts: TestedFacts): string {
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

function firstFailureOf({ strategies }: TestedFacts): string {
  const first = strategies.find(({ firstFailure }) => firstFailure !== undefined);
  return first?.firstFailure === undefined ? '–' : `${first.name}, run ${count(first.firstFailure)}`;
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

function lowest(rates: readonly (number | undefined)[]): number | undefined {
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function rateOrDash(rate: number | undefined): string {
  return rate === undefined ? '–' : percent(rate);
}

function figure(value: number): string {
  return Math.abs(value) < 10 ? String(Number(value.toFixed(2))) : count(value);
}
