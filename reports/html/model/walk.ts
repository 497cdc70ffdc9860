import type { TraceStep } from '../../../harness/result.ts';
import type { Scale } from './columns.ts';
import { otherSide, type Side, type TwoRuns } from './two-runs.ts';

/** Where a reader is in a failure, and how he looks at it. */
export interface Walk {
  /** The run that is inspected. */
  readonly side: Side;
  /** A column of the two runs: one cursor for both. */
  readonly column: number;
  readonly scale: Scale;
  /** Whether the passing run stands below. */
  readonly compare: boolean;
  /** Whether what does not matter is pale. */
  readonly slice: boolean;
  /** Whether what leads to what is drawn for all steps, or for the selected one. */
  readonly arrows: 'one' | 'all';
  /** Times as wide as it is drawn at first. */
  readonly zoom: number;
}

export type WalkCommand =
  | 'first'
  | 'back'
  | 'next'
  | 'last'
  | 'other'
  | 'split'
  | 'scale'
  | 'slice'
  | 'arrows'
  | 'nearer'
  | 'farther';

const ZOOM_LEAST = 1 / 64;
const ZOOM_MOST = 8;

/** Where a command leads. `compare` is none: it makes other columns. */
export function walked(walk: Walk, command: WalkCommand, runs: TwoRuns): Walk {
  switch (command) {
    case 'first':
      return to(walk, 0, runs);
    case 'last':
      return to(walk, runs.steps[walk.side].length - 1, runs);
    case 'back': {
      const at = indexOf(walk, runs);
      // Between two steps the one before is the one that the run has come to.
      return to(walk, at < 0 || runs.columnOf[walk.side][at] === walk.column ? at - 1 : at, runs);
    }
    case 'next':
      return to(walk, indexOf(walk, runs) + 1, runs);
    case 'other':
      return runs.steps.passing.length === 0 ? walk : { ...walk, side: otherSide(walk.side) };
    case 'split':
      return { ...walk, column: runs.split ?? walk.column };
    case 'scale':
      return { ...walk, scale: walk.scale === 'steps' ? 'time' : 'steps' };
    case 'slice':
      return { ...walk, slice: !walk.slice };
    case 'arrows':
      return { ...walk, arrows: walk.arrows === 'one' ? 'all' : 'one' };
    case 'nearer':
      return { ...walk, zoom: Math.min(ZOOM_MOST, walk.zoom * 2) };
    case 'farther':
      return { ...walk, zoom: Math.max(ZOOM_LEAST, walk.zoom / 2) };
  }
}

/** Index of the step that a run has come to at the cursor; -1 before its first. */
export function indexOf({ side, column }: Pick<Walk, 'side' | 'column'>, runs: TwoRuns): number {
  return runs.reached[side][column] ?? -1;
}

export function stepAt(walk: Pick<Walk, 'side' | 'column'>, runs: TwoRuns): TraceStep | undefined {
  return runs.steps[walk.side][indexOf(walk, runs)];
}

/** To a step of the inspected run; what lies beyond its ends leads to these. */
export function to(walk: Walk, index: number, runs: TwoRuns): Walk {
  const columns = runs.columnOf[walk.side];
  return { ...walk, column: columns[Math.max(0, Math.min(columns.length - 1, index))] ?? 0 };
}

/** The column of a step, by its number; the first one where there is none. */
export function columnOfStep(runs: TwoRuns, side: Side, number: number): number {
  return runs.columnOf[side][runs.steps[side].findIndex(({ step }) => step === number)] ?? 0;
}
