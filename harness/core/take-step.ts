import { cancel } from './cancel.ts';
import { context } from './context.ts';
import { crash } from './crash.ts';
import { deliver } from './deliver.ts';
import { type Event, PENDING } from './event.ts';
import { CRASH, type Picker } from './picker.ts';
import { hashString } from './random.ts';
import { comeToRest } from './rest.ts';
import type { Run } from './run.ts';

const TOGETHER_SALT = hashString('together');

/** Does what `picker` chooses, then drains. Some event must be pending. */
export function takeStep(run: Run, picker: Picker): void {
  const { delivery, pending } = run;
  delivery.delayMs = 0;
  delivery.fault = undefined;
  delivery.together = undefined;
  survey(run);
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
  if (queued !== undefined) passIdleTurn(run);
  deliver(run, event, choice, delivery.fault, delivery.delayMs);
  const second = delivery.together as Event | undefined;
  // What came first may have taken the second back.
  if (second?.state === PENDING) {
    deliver(run, second, pending.indexOf(second), undefined, 0);
    run.order.mark(TOGETHER_SALT);
    (run.disturbed ??= []).push({ event: second, by: 'together' });
  }
  endStep(run);
  if (queued !== undefined) finishCheckPhase(run, queued);
}

/** Finds out what may be chosen. */
function survey(run: Run): void {
  const { pending, nowMs } = run;
  const { timerLatenessMs } = run.limits;
  pending.bar(nowMs);
  run.horizonMs = pending.horizonMs(nowMs, 0);
  const mayBeLate = timerLatenessMs > 0 && pending.hasScheduled;
  run.latestMs = mayBeLate ? pending.horizonMs(nowMs, timerLatenessMs) : run.horizonMs;
}

/** Node runs all immediates that were set before it came to the first; no reply and no timer gets in between. */
function finishCheckPhase(run: Run, queued: readonly Event[]): void {
  const { pending } = run;
  for (const event of queued) {
    if (event.state !== PENDING) continue;
    deliver(run, event, pending.indexOf(event), undefined, 0);
    endStep(run);
  }
  run.loop.endCheck();
}

/** A task that polls by immediates waits for something that takes its time: for what comes next, or for a moment. */
function passIdleTurn(run: Run): void {
  const { pending, nowMs } = run;
  const { idleTurnMs } = run.loop;
  if (idleTurnMs === 0) return;
  let untilMs = nowMs + idleTurnMs;
  for (const { type, opensMs, closesMs } of pending.events) {
    if (type.kind !== 'immediate') untilMs = Math.min(untilMs, opensMs > nowMs ? opensMs : closesMs);
  }
  if (untilMs <= nowMs) return;
  run.idleMs += untilMs - nowMs;
  run.nowMs = untilMs;
}

function endStep(run: Run): void {
  comeToRest(run);
  context.task = undefined;
  run.standing?.afterStep(run);
  run.observer?.stepped(run);
}
