import type { TraceStep } from '../../../harness/result.ts';
import { align, decisionOf } from './align.ts';
import { type CauseOverlay, overlayHere, overlayThere } from './cause-overlay.ts';
import { place, type Scale } from './columns.ts';
import type { FailureDetail } from './failure-detail.ts';
import { heldSpans } from './held.ts';
import { ledSteps } from './led-steps.ts';
import { type Lane, LANE_HEIGHT, lanesOf, laneY } from './lanes.ts';
import { type Mark, marksOf } from './marks.ts';

/** Two runs as swim lanes, in pixels; drawing it is all that is left to do. */
export interface Chart {
  readonly width: number;
  readonly lanes: readonly Lane[];
  readonly failing: Track;
  readonly passing?: Track;
  /** Where the runs part: the one decision that differs. */
  readonly split?: number;
  /** Where the cause in data is marked: numbers of the steps that stay strong. */
  readonly led?: ReadonlySet<number>;
}

/** One run. Heights count from the top of its lanes. */
export interface Track {
  readonly steps: readonly TraceStep[];
  readonly marks: readonly Mark[];
  /** From when an event came into being to its delivery. */
  readonly flights: readonly Bar[];
  readonly held: readonly (Bar & { readonly label: string; readonly open: boolean })[];
  /** Step numbers and moments, as many as there is room for. */
  readonly axis: readonly { readonly x: number; readonly step: number; readonly time: string }[];
  readonly violation?: number;
  /** The cause in data, where it is to be marked. */
  readonly cause?: CauseOverlay;
  readonly height: number;
}

export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly y: number;
}

const AXIS_LABEL_WIDTH = 46;

export interface ChartOptions {
  readonly scale: Scale;
  /** Whether the nearest passing run stands below. */
  readonly compare: boolean;
  /** Whether the cause in data is marked. */
  readonly cause?: boolean;
  /** Pixels to fill. */
  readonly room: number;
}

export function chartOf(detail: FailureDetail, { scale, compare, cause = false, room }: ChartOptions): Chart {
  const runs = { failing: detail.steps, passing: compare ? (detail.passing?.steps ?? []) : [] };
  const compared = runs.passing.length > 0;
  const alignment = align(runs.failing.map(decisionOf), runs.passing.map(decisionOf));
  const placement = place(alignment, runs, scale, room);
  const lanes = lanesOf([...runs.failing, ...runs.passing]);
  const failing = trackOf(runs.failing, placement.failing, lanes, detail.schedule, placement.width);
  const passing = trackOf(runs.passing, placement.passing, lanes, [], placement.width);
  const data = cause ? detail.data : undefined;
  const violation = placement.failing[runs.failing.findIndex((step) => step.step === detail.violatingStep)];
  return {
    width: placement.width,
    lanes,
    failing: {
      ...failing,
      ...(violation !== undefined && { violation }),
      ...overlaid(data && overlayHere(data, runs.failing, failing.marks)),
    },
    ...(compared && {
      passing: {
        ...passing,
        ...overlaid(data && overlayThere(data, runs.passing, passing.marks)),
      },
    }),
    ...(data !== undefined && { led: ledSteps(detail) }),
    ...(compared && placement.split !== undefined && { split: placement.split }),
  };
}

function overlaid(cause: CauseOverlay | undefined): Pick<Track, 'cause'> {
  return cause === undefined ? {} : { cause };
}

function trackOf(
  steps: readonly TraceStep[],
  xs: readonly number[],
  lanes: readonly Lane[],
  schedule: FailureDetail['schedule'],
  width: number,
): Track {
  const x = (index: number): number => xs[index] ?? 0;
  const indexOf = new Map(steps.map((step, index) => [step.step, index]));
  return {
    steps,
    marks: marksOf(steps, xs, lanes, width),
    flights: steps.flatMap((step, index) => {
      const from = indexOf.get(step.createdAt);
      if (
        from === undefined ||
        index - from < 1 ||
        step.kind === 'cancel' ||
        step.kind === 'kill' ||
        step.kind === 'crash'
      )
        return [];
      return [{ from: x(from), to: x(index), y: laneY(lanes, step.task) ?? 0 }];
    }),
    held: heldSpans({ steps, schedule }).map(({ task, from, to, label }) => ({
      from: x(Math.max(0, from)),
      to: to === undefined ? width : x(to),
      y: laneY(lanes, task) ?? 0,
      label,
      open: to === undefined,
    })),
    axis: axisOf(steps, xs),
    height: lanes.length * LANE_HEIGHT,
  };
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
