import { componentOf } from '../../matrix.ts';
import { count, counted, duration } from '../../wording.ts';
import type { Summary } from './summary.ts';

export interface Heading {
  /** What was asked and what was found. */
  readonly sentence: string;
  readonly allAsExpected: boolean;
  readonly notes: readonly string[];
}

export function headingOf(summary: Summary): Heading {
  const ran = summary.results.filter((result) => result.verdict !== 'n/a');
  if (ran.length === 0)
    return { sentence: nothingRan(summary), allAsExpected: false, notes: notesOf(summary) };
  const differing = ran.filter((result) => result.unexpected).length;
  const schedules = ran.reduce((sum, result) => sum + result.schedules, 0);
  const names = ran.map((result) => componentOf({ scenario: summary.scenarios[result.scenario]?.id ?? '' }));
  const variants = new Set(ran.map((result, index) => `${names[index] ?? ''}/${result.variant}`)).size;
  const scenarios = new Set(ran.map((result) => result.scenario)).size;
  const failures = summary.failures.length + summary.leftOut;
  return {
    sentence:
      `${counted(scenarios, 'scenario')} against ${counted(variants, 'variant')} of ` +
      `${counted(new Set(names).size, 'component')}, ${counted(schedules, 'schedule')}: ` +
      `${counted(failures, 'failure')} found, ` +
      (differing === 0
        ? 'every verdict as expected.'
        : `${counted(differing, 'verdict')} of ${count(ran.length)} not as expected.`),
    allAsExpected: differing === 0,
    notes: notesOf(summary),
  };
}

function nothingRan({ results }: Summary): string {
  if (results.length === 0) return 'Nothing ran: no scenario was selected, or none got its turn.';
  return `Nothing ran: ${counted(results.length, 'scenario and variant', 'scenarios and variants')} do not apply.`;
}

function notesOf(summary: Summary): readonly string[] {
  return [
    `seed ${summary.seed}`,
    `${counted(summary.runs, 'schedule')} asked for each scenario and variant`,
    duration(summary.durationMs),
    summary.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
    `heddle ${summary.version}`,
    ...(summary.leftOut > 0
      ? [`${counted(summary.leftOut, 'further failure')} of the same signatures left out`]
      : []),
    ...(summary.interrupted ? ['interrupted: what stands here is what ran until then'] : []),
    ...(summary.stopped === undefined ? [] : [summary.stopped]),
  ];
}
