import { type Verdict, verdictMeanings, verdicts } from '../../../harness/verdict.ts';
import { componentOf } from '../../matrix.ts';
import { verdictSigns } from '../../verdict-signs.ts';
import { count, counted, duration } from '../../wording.ts';
import { type FailureRow, failureRows } from './failure-rows.ts';
import type { Filter } from './filter.ts';
import { isShown, type Leaf } from './leaf.ts';
import { matrixViews, type MatrixView } from './matrix-view.ts';
import type { Summary } from './summary.ts';

/** The overview as data. */
export interface OverviewView {
  readonly matrices: readonly MatrixView[];
  readonly failures: readonly FailureRow[];
  /** Says what the filter lets through; for a live region. */
  readonly shown: string;
  readonly legend: readonly {
    readonly verdict: Verdict;
    readonly glyph: string;
    readonly word: string;
    readonly meaning: string;
  }[];
}

export interface Heading {
  /** What was asked and what was found. */
  readonly sentence: string;
  readonly allAsExpected: boolean;
  readonly notes: readonly string[];
}

export function headingOf(summary: Summary): Heading {
  const ran = summary.results.filter((result) => result.verdict !== 'n/a');
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
    notes: [
      `seed ${summary.seed}`,
      `${counted(summary.runs, 'schedule')} asked for each scenario and variant`,
      duration(summary.durationMs),
      summary.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC'),
      `heddle ${summary.version}`,
      ...(summary.leftOut > 0
        ? [`${counted(summary.leftOut, 'further failure')} of the same signatures left out`]
        : []),
      ...(summary.interrupted ? ['interrupted: what stands here is what ran until then'] : []),
    ],
  };
}

export function overviewOf(summary: Summary, leaves: readonly Leaf[], filter: Filter): OverviewView {
  const shown = leaves.filter((leaf) => isShown(leaf, filter));
  const failures = failureRows(summary, filter);
  const present = new Set(leaves.map((leaf) => leaf.verdict));
  return {
    matrices: matrixViews(shown, filter),
    failures,
    shown: `${counted(shown.length, 'verdict')} and ${counted(failures.length, 'failure')} shown`,
    legend: verdicts
      .filter((verdict) => present.has(verdict))
      .map((verdict) => ({ verdict, ...verdictSigns[verdict], meaning: verdictMeanings[verdict] })),
  };
}
