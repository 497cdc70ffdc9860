import type { TraceStep } from '../../../harness/result.ts';
import { outcomeOf } from '../../wording.ts';
import type { Column } from './align.ts';
import type { FailureDetail } from './failure-detail.ts';

export const sides = ['failing', 'passing'] as const;
export type Side = (typeof sides)[number];

/** The failing run, and the nearest passing one where it is compared, on one scale: a column for each event. */
export interface TwoRuns {
  readonly steps: Readonly<Record<Side, readonly TraceStep[]>>;
  readonly columns: readonly Column[];
  /** The first column in which they differ. */
  readonly split?: number;
  /** For each step its column. */
  readonly columnOf: Readonly<Record<Side, readonly number[]>>;
  /** For each column the last step that a run has come to, -1 before its first. */
  readonly reached: Readonly<Record<Side, readonly number[]>>;
  /** For each event the index of its step. */
  readonly places: Readonly<Record<Side, ReadonlyMap<string, number>>>;
}

/** What a step is to the other run. */
export type Difference =
  | { readonly kind: 'same' | 'answer' | 'only' }
  /** It comes there, too, at another place. */
  | { readonly kind: 'moved'; readonly from: number; readonly to: number };

export function twoRuns(
  { steps: failing, passing, aligned }: Pick<FailureDetail, 'steps' | 'passing' | 'aligned'>,
  compare: boolean,
): TwoRuns {
  const steps = { failing, passing: compare ? (passing?.steps ?? []) : [] };
  const compared = steps.passing.length > 0;
  const kinds = compared ? aligned : failing.map(() => 1);
  const columnOf = { failing: [] as number[], passing: [] as number[] };
  const reached = { failing: [] as number[], passing: [] as number[] };
  const columns = kinds.map((kind, at): Column => {
    if (kind !== 2) columnOf.failing.push(at);
    if (kind !== 1) columnOf.passing.push(at);
    for (const side of sides) reached[side].push(columnOf[side].length - 1);
    return {
      ...(kind !== 2 && { failing: columnOf.failing.length - 1 }),
      ...(kind !== 1 && { passing: columnOf.passing.length - 1 }),
    };
  });
  const placesOf = (side: Side): ReadonlyMap<string, number> =>
    new Map(steps[side].map(({ event }, index) => [event, index]));
  const split = compared ? kinds.findIndex((kind) => kind !== 0) : -1;
  return {
    steps,
    columns,
    columnOf,
    reached,
    places: { failing: placesOf('failing'), passing: placesOf('passing') },
    ...(split >= 0 && { split }),
  };
}

export function otherSide(side: Side): Side {
  return side === 'failing' ? 'passing' : 'failing';
}

/** What a step is to the other run; undefined where none is compared. */
export function differenceOf(runs: TwoRuns, side: Side, index: number): Difference | undefined {
  const other = otherSide(side);
  const step = runs.steps[side][index];
  if (step === undefined || runs.steps[other].length === 0) return undefined;
  const place = runs.places[other].get(step.event);
  const twin = runs.steps[other][place ?? -1];
  if (place === undefined || twin === undefined) return { kind: 'only' };
  if (runs.columnOf[side][index] !== runs.columnOf[other][place]) {
    return { kind: 'moved', from: step.step, to: twin.step };
  }
  const isSame = outcomeOf(step) === outcomeOf(twin) && step.args === twin.args;
  return { kind: isSame ? 'same' : 'answer' };
}

/** In words, seen from the failing run: `moved 10 → 20`. */
export function differenceText(difference: Difference | undefined, side: Side): string {
  switch (difference?.kind) {
    case 'moved': {
      const { from, to } = difference;
      return side === 'failing' ? `moved ${from} → ${to}` : `moved ${to} → ${from}`;
    }
    case 'answer':
      return 'other answer';
    case 'only':
      return side === 'failing' ? 'here only' : 'there only';
    case 'same':
    case undefined:
      return '';
  }
}
