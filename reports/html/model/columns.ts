import type { TraceStep } from '../../../harness/result.ts';
import type { TwoRuns } from './two-runs.ts';

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

export interface PlaceOptions {
  readonly scale: Scale;
  /** Times as wide as it is drawn at first; never less than fills the room. */
  readonly zoom: number;
  /** Pixels that the chart may take without scrolling. */
  readonly room: number;
}

export function place(runs: TwoRuns, options: PlaceOptions): Placement {
  return options.scale === 'steps' ? byColumn(runs, options) : byTime(runs, options);
}

function byColumn({ columns, split, columnOf }: TwoRuns, { room, zoom }: PlaceOptions): Placement {
  const least = columns.length > LONG ? PITCH_MIN_LONG : PITCH_MIN;
  // The last column needs room for its label too.
  const fitting = Math.min(PITCH_MAX, (room - 2 * MARGIN) / (columns.length + 0.5));
  const pitch = Math.max(fitting, Math.max(least, fitting) * zoom);
  const xs = (places: readonly number[]): number[] => places.map((column) => MARGIN + column * pitch);
  return {
    width: Math.ceil(2 * MARGIN + (columns.length + 0.5) * pitch),
    failing: xs(columnOf.failing),
    passing: xs(columnOf.passing),
    ...(split !== undefined && { split: MARGIN + (split - 0.5) * pitch }),
  };
}

function byTime({ steps: runs, columns, split }: TwoRuns, { room, zoom }: PlaceOptions): Placement {
  const ends = [runs.failing.at(-1)?.atMs ?? 0, runs.passing.at(-1)?.atMs ?? 0];
  const perMs = ((room - 2 * MARGIN - 60) / Math.max(1, ...ends)) * Math.max(1, zoom);
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
