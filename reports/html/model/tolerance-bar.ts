import type { Tolerance, TolerancePoint } from '../../../harness/result.ts';
import { moment } from '../../wording.ts';

/** The runs in which one event came elsewhere, a cell each, in the order in which it came. */
export interface ToleranceBar {
  readonly event: string;
  readonly sentence: string;
  readonly cells: readonly ToleranceCell[];
  /** Index of the cell that is the failing run's; absent where no point was made there. */
  readonly failing?: number;
}

export interface ToleranceCell {
  readonly outcome: TolerancePoint['outcome'];
  /** So that colour alone tells nothing. */
  readonly sign: string;
  /** Where it came: `step 3`, `10.5 ms`. */
  readonly at: string;
  /** The same with what came of it: `as step 3, at 10 ms: the run passes`. */
  readonly text: string;
}

const signs = { fails: '✗', passes: '✓', differs: '≠' } as const;

export function toleranceBar({
  event,
  axis,
  failingAt,
  points,
  sentence,
  isSampled,
}: Tolerance): ToleranceBar {
  const failing = points.findIndex(({ step, atMs }) => (axis === 'ms' ? atMs : step) === failingAt);
  return {
    event,
    sentence: isSampled === true ? `${sentence} (a sample of all places)` : sentence,
    cells: points.map(({ step, atMs, outcome, failsAs = 'another way' }) => ({
      outcome,
      sign: signs[outcome],
      at: axis === 'ms' ? `${moment(atMs)} ms` : `step ${step}`,
      text: `as step ${step}, at ${moment(atMs)} ms: the run ${outcome === 'differs' ? `fails as ${failsAs}` : outcome}`,
    })),
    ...(failing >= 0 && { failing }),
  };
}
