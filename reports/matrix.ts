import type { Report, ScenarioResult } from '../harness/result.ts';
import { holds } from '../harness/verdict.ts';
import { fileOfTest } from '../harness/test-id.ts';
import { judge, type Judgement } from './judgement.ts';

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

export interface Cell extends Judgement {
  readonly result: ScenarioResult;
}

/** `<component>` of `<component>/<story>`, or the file of a test. */
export function componentOf({ scenario }: Pick<ScenarioResult, 'scenario'>): string {
  return fileOfTest(scenario) ?? scenario.split('/', 1)[0] ?? scenario;
}

/** All components of a report, in its order. */
export function matricesOf(report: Pick<Report, 'results'>): readonly Matrix[] {
  return byComponent(report.results).map(({ component, variants, items }) => ({
    component,
    variants,
    stories: groupBy(items, (result) => result.scenario).map(([, story]) => storyRows(story, variants)),
  }));
}

/** What a matrix is made of: the rows of one component, whatever they are, and its columns. */
export function byComponent<T extends Pick<ScenarioResult, 'scenario' | 'variant'>>(
  all: readonly T[],
): readonly { readonly component: string; readonly variants: readonly string[]; readonly items: T[] }[] {
  return groupBy(all, componentOf).map(([component, items]) => {
    return { component, variants: [...new Set(items.map(({ variant }) => variant))], items };
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
  return invariant === undefined ? undefined : { ...judge(invariant, result.reason), result };
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
