import type { TraceStep } from '../../../harness/result.ts';
import { type CauseOverlay, overlayHere, overlayThere } from './cause-overlay.ts';
import { place, type PlaceOptions } from './columns.ts';
import type { FailureDetail } from './failure-detail.ts';
import { type Lane, LANE_HEIGHT, lanesOf, laneY } from './lanes.ts';
import { lockSpans } from './locks.ts';
import { type Mark, marksOf } from './marks.ts';
import type { Turn } from './turns.ts';
import type { TwoRuns } from './two-runs.ts';

/** Two runs as swim lanes, in pixels; drawing it is all that is left to do. */
export interface Chart {
  readonly width: number;
  readonly lanes: readonly Lane[];
  readonly failing: Track;
  readonly passing?: Track;
  /** Where the runs part: the one decision that differs. */
  readonly split?: number;
  /** Where the causal slice is marked: numbers of the steps of the failing run that stay strong. */
  readonly led?: ReadonlySet<number>;
}

/** One run. Heights count from the top of its lanes. */
export interface Track {
  readonly steps: readonly TraceStep[];
  readonly marks: readonly Mark[];
  /** From when an event came into being to its delivery: an operation, from its call to its answer. */
  readonly flights: readonly Span[];
  readonly held: readonly (Span & { readonly open: boolean })[];
  /** From when a task acquired a lock to when it let it go. */
  readonly locks: readonly Span[];
  /** Step numbers and moments, as many as there is room for. */
  readonly axis: readonly { readonly x: number; readonly step: number; readonly time: string }[];
  /** The steps that the damage rests on. */
  readonly turns: readonly (Turn & { readonly x: number })[];
  /** The cause in data, where it is to be marked. */
  readonly cause?: CauseOverlay;
  readonly height: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly y: number;
  readonly label: string;
}

const AXIS_LABEL_WIDTH = 46;

export interface ChartOptions extends PlaceOptions {
  /** Whether the causal slice and the cause in data are marked. */
  readonly slice: boolean;
}

export function chartOf(detail: FailureDetail, runs: TwoRuns, { slice, ...options }: ChartOptions): Chart {
  const placement = place(runs, options);
  const lanes = lanesOf([...runs.steps.failing, ...runs.steps.passing]);
  const failing = trackOf(runs.steps.failing, placement.failing, lanes, detail.held, placement.width);
  const passing = trackOf(runs.steps.passing, placement.passing, lanes, [], placement.width);
  const data = slice ? detail.data : undefined;
  const turns = detail.turns.flatMap((turn) => {
    const x = placement.failing[detail.steps.findIndex(({ step }) => step === turn.step)];
    return x === undefined ? [] : [{ ...turn, x }];
  });
  return {
    width: placement.width,
    lanes,
    failing: {
      ...failing,
      turns,
      ...overlaid(data && overlayHere(data, runs.steps.failing, failing.marks)),
    },
    ...(runs.steps.passing.length > 0 && {
      passing: { ...passing, ...overlaid(data && overlayThere(data, runs.steps.passing, passing.marks)) },
    }),
    ...(slice && { led: new Set(detail.led) }),
    ...(placement.split !== undefined && { split: placement.split }),
  };
}

function overlaid(cause: CauseOverlay | undefined): Pick<Track, 'cause'> {
  return cause === undefined ? {} : { cause };
}

function trackOf(
  steps: readonly TraceStep[],
  xs: readonly number[],
  lanes: readonly Lane[],
  held: FailureDetail['held'],
  width: number,
): Track {
  const x = (index: number | undefined): number => (index === undefined ? width : (xs[index] ?? 0));
  const y = (task: string): number => laneY(lanes, task) ?? 0;
  return {
    steps,
    marks: marksOf(steps, xs, lanes, width),
    flights: flightsOf(steps).map(({ task, from, to, label }) => ({
      from: x(from),
      to: x(to),
      y: y(task),
      label,
    })),
    held: held.map(({ task, from, to, label }) => ({
      from: x(Math.max(0, from)),
      to: x(to),
      y: y(task),
      label,
      open: to === undefined,
    })),
    locks: lockSpans(steps).map(({ lock, task, from, to }) => ({
      from: x(from),
      to: x(to),
      y: y(task),
      label: `${task} has ${lock}${to === undefined ? ' for ever' : ''}`,
    })),
    axis: axisOf(steps, xs),
    turns: [],
    height: lanes.length * LANE_HEIGHT,
  };
}

function flightsOf(
  steps: readonly TraceStep[],
): readonly { readonly task: string; readonly from: number; readonly to: number; readonly label: string }[] {
  const indexOf = new Map(steps.map((step, index) => [step.step, index]));
  return steps.flatMap(({ step, task, event, kind, createdAt }, to) => {
    const from = indexOf.get(createdAt);
    if (from === undefined || to - from < 1 || /^(?:cancel|kill|crash)$/.test(kind)) return [];
    return [{ task, from, to, label: `${event}: asked for in step ${createdAt}, came in step ${step}` }];
  });
}

/** As short as it can be told: `0.5 ms`, `390 s`. */
function shortTime(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toPrecision(4))} ms` : `${Number((ms / 1_000).toPrecision(4))} s`;
}

function axisOf(steps: readonly TraceStep[], xs: readonly number[]): Track['axis'] {
  const labels: { x: number; step: number; time: string }[] = [];
  let last = -Infinity;
  for (const [index, step] of steps.entries()) {
    const x = xs[index] ?? 0;
    if (x - last < AXIS_LABEL_WIDTH) continue;
    labels.push({ x, step: step.step, time: shortTime(step.atMs) });
    last = x;
  }
  return labels;
}
