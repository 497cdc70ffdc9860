import type { TraceStep } from '../../../harness/result.ts';
import type { Alignment } from './align.ts';

export type Scale = 'steps' | 'time';

/** Where each step of the two runs stands from left to right, in pixels. */
export interface Placement {
  readonly width: number;
  readonly failing: readonly number[];
  readonly passing: readonly number[];
  /** Between the last step in common and the first that differs. */
  readonly split?: number;
}

const PITCH_MIN = 30;
const PITCH_MIN_LONG = 16;
const PITCH_MAX = 150;
const LONG = 60;
/** Steps at one virtual moment are drawn this far apart, so that none hides another. */
const APART = 9;
const MARGIN = 18;

/** @param room pixels that the chart may take without scrolling */
export function place(
  alignment: Alignment,
  runs: { readonly failing: readonly TraceStep[]; readonly passing: readonly TraceStep[] },
  scale: Scale,
  room: number,
): Placement {
  return scale === 'steps' ? byColumn(alignment, runs, room) : byTime(alignment, runs, room);
}

function byColumn(
  { columns, split }: Alignment,
  runs: { readonly failing: readonly TraceStep[]; readonly passing: readonly TraceStep[] },
  room: number,
): Placement {
  const least = columns.length > LONG ? PITCH_MIN_LONG : PITCH_MIN;
  // The last column needs room for its label too.
  const pitch = Math.min(PITCH_MAX, Math.max(least, (room - 2 * MARGIN) / (columns.length + 0.5)));
  const failing = runs.failing.map(() => 0);
  const passing = runs.passing.map(() => 0);
  for (const [index, column] of columns.entries()) {
    const x = MARGIN + index * pitch;
    if (column.failing !== undefined) failing[column.failing] = x;
    if (column.passing !== undefined) passing[column.passing] = x;
  }
  return {
    width: Math.ceil(2 * MARGIN + (columns.length + 0.5) * pitch),
    failing,
    passing,
    ...(split !== undefined && { split: MARGIN + (split - 0.5) * pitch }),
  };
}

function byTime(
  { columns, split }: Alignment,
  runs: { readonly failing: readonly TraceStep[]; readonly passing: readonly TraceStep[] },
  room: number,
): Placement {
  const ends = [runs.failing.at(-1)?.atMs ?? 0, runs.passing.at(-1)?.atMs ?? 0];
  const perMs = (room - 2 * MARGIN - 60) / Math.max(1, ...ends);
  const spread = (steps: readonly TraceStep[]): number[] => {
    let last = -APART;
    return steps.map((step) => (last = Math.max(last + APART, step.atMs * perMs))).map((x) => MARGIN + x);
  };
  const failing = spread(runs.failing);
  const passing = spread(runs.passing);
  const differing = split === undefined ? undefined : columns[split];
  const firsts = [failing[differing?.failing ?? -1], passing[differing?.passing ?? -1]].filter(
    (x) => x !== undefined,
  );
  return {
    width: Math.ceil(Math.max(room, 0, ...failing.slice(-1), ...passing.slice(-1)) + MARGIN + 60),
    failing,
    passing,
    ...(firsts.length > 0 && { split: Math.min(...firsts) - APART / 2 }),
  };
}
