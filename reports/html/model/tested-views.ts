import { type RunView, runView } from './run-view.ts';
import type { Summary } from './summary.ts';
import { figuresOf, weakness } from './tested-figures.ts';
import type { TestedFacts } from './tested.ts';

/** How much one scenario was tested against one variant, as it is shown. Made when the page is written. */
export interface TestedView {
  /** One for each of `figureKeys`. */
  readonly cells: readonly string[];
  /** What they are sorted by; null where there is nothing. */
  readonly values: readonly (number | null)[];
  /** 0 is the weakest of the report. */
  readonly rank: number;
  readonly run: RunView;
}

/** One for each result of the summary; null where it does not apply. */
export function testedViews(
  summary: Summary,
  tested: readonly TestedFacts[],
): readonly (TestedView | null)[] {
  const known = summary.results.map((result, index) => {
    const facts = tested[index];
    if (facts === undefined || result.verdict === 'n/a') return undefined;
    return { result, facts, weakness: weakness(result, facts) };
  });
  const weakestFirst = known
    .filter((one) => one !== undefined)
    .toSorted((a, b) => firstDifference(a.weakness, b.weakness));
  return known.map((one) => {
    if (one === undefined) return null;
    const figures = figuresOf(one.result, one.facts);
    return {
      cells: figures.map(([text]) => text),
      values: figures.map(([, value]) => value),
      rank: weakestFirst.indexOf(one),
      run: runView(summary, one.result, one.facts),
    };
  });
}

function firstDifference(a: readonly number[], b: readonly number[]): number {
  return a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
}
