import type { Report, ScenarioResult, Verdict } from '../harness/result.ts';
import { contradictsClaim, holds, isAsExpected } from '../harness/verdict.ts';

/** One component's verdicts: its scenarios and their invariants against its variants. */
export interface Matrix {
  readonly component: string;
  readonly variants: readonly string[];
  readonly stories: readonly StoryRows[];
}

export interface StoryRows {
  /** `<component>/<story>`. */
  readonly scenario: string;
  readonly title: string;
  /** The verdict on the whole, in the order of the variants; undefined where it did not run. */
  readonly cells: readonly (Cell | undefined)[];
  readonly invariants: readonly InvariantRow[];
}

export interface InvariantRow {
  readonly id: string;
  readonly cells: readonly (Cell | undefined)[];
  /** Something here is broken, undecided, unexpected, or other than its source claims. */
  readonly notable: boolean;
}

export interface Cell {
  readonly verdict: Verdict;
  readonly asExpected: boolean;
  readonly expected: ScenarioResult['expected'];
  readonly claimed?: ScenarioResult['expected'];
  readonly contradictsClaim: boolean;
  readonly reason?: string;
  readonly result: ScenarioResult;
}

export function componentOf(result: Pick<ScenarioResult, 'scenario'>): string {
  return result.scenario.split('/', 1)[0] ?? result.scenario;
}

/** All components of a report, in its order. */
export function matricesOf(report: Pick<Report, 'results'>): readonly Matrix[] {
  return groupBy(report.results, componentOf).map(([component, results]) => {
    const variants = [...new Set(results.map((result) => result.variant))];
    const stories = groupBy(results, (result) => result.scenario).map(([, story]) =>
      storyRows(story, variants),
    );
    return { component, variants, stories };
  });
}

function storyRows(results: readonly ScenarioResult[], variants: readonly string[]): StoryRows {
  const inOrder = variants.map((variant) => results.find((result) => result.variant === variant));
  const ids = [...new Set(results.flatMap((result) => result.invariants.map((invariant) => invariant.id)))];
  return {
    scenario: results[0]?.scenario ?? '',
    title: results[0]?.title ?? '',
    cells: inOrder.map((result) => (result === undefined ? undefined : wholeCell(result))),
    invariants: ids.map((id) => {
      const cells = inOrder.map((result) => (result === undefined ? undefined : invariantCell(result, id)));
      return { id, cells, notable: cells.some((cell) => cell !== undefined && isNotable(cell)) };
    }),
  };
}

function wholeCell(result: ScenarioResult): Cell {
  const { verdict, asExpected, expected, reason } = result;
  return { verdict, asExpected, expected, contradictsClaim: false, result, ...(reason && { reason }) };
}

function invariantCell(result: ScenarioResult, id: string): Cell | undefined {
  const invariant = result.invariants.find((candidate) => candidate.id === id);
  if (invariant === undefined) return undefined;
  const { verdict, expected, claimed } = invariant;
  const reason = invariant.reason ?? result.reason;
  return {
    verdict,
    asExpected: isAsExpected(invariant),
    expected,
    contradictsClaim: contradictsClaim(claimed, verdict),
    result,
    ...(claimed && { claimed }),
    ...(reason && { reason }),
  };
}

function isNotable(cell: Cell): boolean {
  return !cell.asExpected || cell.contradictsClaim || !(holds(cell.verdict) || cell.verdict === 'n/a');
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...groups];
}
