import type { DataAccess, DataCause, TraceStep } from '../../../harness/result.ts';
import { accessesHere, verbOf } from '../../accesses.ts';
import type { Mark } from './marks.ts';

/** The cause in data over the lanes of one run: its accesses, and the span between them. */
export interface CauseOverlay {
  /** One for each step that has any of them, from left to right. */
  readonly rings: readonly CauseRing[];
  readonly from: number;
  readonly to: number;
}

export interface CauseRing {
  readonly x: number;
  readonly y: number;
  /** What they did, each with its number in the cause: `2 reads: []`. */
  readonly text: string;
}

/** An access in a run, at the index of its step. */
type Placed = readonly [index: number, nth: number, text: string];

/** The accesses in the failing run. */
export function overlayHere(
  data: DataCause,
  steps: readonly TraceStep[],
  marks: readonly Mark[],
): CauseOverlay | undefined {
  const here = new Set(accessesHere(data));
  const placed = data.accesses.map((access, nth): Placed => {
    const index = here.has(access) ? steps.findIndex(({ step }) => step === access.step) : -1;
    return [index, nth, `${textOf(access)}${access.value === undefined ? '' : `: ${access.value}`}`];
  });
  return overlay(placed, marks);
}

/** The same events in the passing run, where they may do something else, and what came there only. */
export function overlayThere(
  data: DataCause,
  steps: readonly TraceStep[],
  marks: readonly Mark[],
): CauseOverlay | undefined {
  const placed = data.accesses.map((access, nth): Placed => {
    const { step, event, isMissing } = access;
    const index = steps.findIndex((one) => (isMissing === true ? one.step === step : one.event === event));
    return [index, nth, isMissing === true ? `${textOf(access)}, never in the failing run` : `here ${event}`];
  });
  return overlay(placed, marks);
}

function textOf(access: DataAccess): string {
  return access.location === undefined ? verbOf(access) : `${verbOf(access)} ${access.location}`;
}

/** Undefined where the run shows none of them. */
function overlay(placed: readonly Placed[], marks: readonly Mark[]): CauseOverlay | undefined {
  const rings = marks.flatMap(({ index, x, y }): readonly CauseRing[] => {
    const texts = placed.filter(([at]) => at === index).map(([, nth, text]) => `${nth + 1} ${text}`);
    return texts.length === 0 ? [] : [{ x, y, text: texts.join('; ') }];
  });
  const xs = rings.map(({ x }) => x);
  return xs.length === 0 ? undefined : { rings, from: Math.min(...xs), to: Math.max(...xs) };
}
