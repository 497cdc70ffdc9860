import { cancel } from './cancel.ts';
import { context } from './context.ts';
import { crash } from './crash.ts';
import { deliver } from './deliver.ts';
import { type Event, PENDING } from './event.ts';
import { CRASH, type Picker } from './picker.ts';
import { hashString } from './random.ts';
import type { Run } from './run.ts';

const TOGETHER_SALT = hashString('together');

/** Does what `picker` chooses, then drains. Some event must be pending. */
export function takeStep(run: Run, picker: Picker): void {
  const { delivery, pending } = run;
  delivery.delayMs = 0;
  delivery.fault = undefined;
  delivery.together = undefined;
  run.horizonMs = pending.horizonMs();
  const choice = picker.pick(run);
  if (typeof choice !== 'number') {
    if (choice === CRASH) crash(run);
    else cancel(run, choice);
    endStep(run);
    return;
  }
  const event = pending.events[choice];
  if (event === undefined) throw new Error('The strategy picked no event although some are pending.');
  const queued = event.type.kind === 'immediate' ? pending.immediates() : undefined;
  deliver(run, event, choice, delivery.fault, delivery.delayMs);
  const second = delivery.together as Event | undefined;
  // What came first may have taken the second back.
  if (second?.state === PENDING) {
    deliver(run, second, pending.events.indexOf(second), undefined, 0);
    run.order.mark(TOGETHER_SALT);
  }
  endStep(run);
  if (queued !== undefined) finishCheckPhase(run, queued);
}

/** Node runs all immediates that were set before it came to the first; no reply and no timer gets in between. */
function finishCheckPhase(run: Run, queued: readonly Event[]): void {
  const { events } = run.pending;
  for (const event of queued) {
    if (event.state !== PENDING) continue;
    deliver(run, event, events.indexOf(event), undefined, 0);
    endStep(run);
  }
}

function endStep(run: Run): void {
  run.drain();
  context.task = undefined;
  run.observer?.stepped(run);
}
