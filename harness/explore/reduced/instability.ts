import type { Run } from '../../core/run.ts';
import type { RecordedStep } from '../../footprint/recording/recorded-step.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import { THE_CLOCK } from '../../footprint/reduction/step-record.ts';
import type { UnstableError } from '../../footprint/reduction/unstable-error.ts';

const BOTH = 'in one of two runs, and not in the other, though both have made the same steps before';

/** What was not the same in two runs, one clause; told of the run that was recorded last. */
export function describeInstability({ step, location }: UnstableError, recorder: FootprintRecorder): string {
  const { lastRun } = recorder;
  const own = recorder.steps.find(({ name }) => name === step);
  if (lastRun === undefined || (own === undefined && location !== undefined))
    return `a step is not the same ${BOTH}`;
  if (own !== undefined) return `${labelOf(own, lastRun)} ${whatOf(location, recorder, lastRun)} ${BOTH}`;
  const last = recorder.steps.at(-1);
  const after = last === undefined ? '' : ` after ${labelOf(last, lastRun)}`;
  const event = recorder.eventNamed(step);
  const what = event === undefined ? 'something' : `\`${lastRun.idOf(event)}\``;
  return `${what} may come${after} ${BOTH}`;
}

/** As traces call it. */
export function labelOf({ step }: RecordedStep, run: Run): string {
  const event = step === 0 ? undefined : run.delivered[step - 1];
  return event === undefined ? 'the set-up' : `\`${run.idOf(event)}\``;
}

function whatOf(location: UnstableError['location'], recorder: FootprintRecorder, run: Run): string {
  if (location === undefined) return 'comes';
  if (typeof location === 'number') return `touches ${recorder.location(location).label}`;
  const event = recorder.eventNamed(location);
  if (event !== undefined) return `makes or takes back \`${run.idOf(event)}\``;
  return location === THE_CLOCK ? 'asks what time it is' : 'makes or takes back an event';
}
