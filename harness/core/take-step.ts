import { cancel } from './cancel.ts';
import { context } from './context.ts';
import { crash } from './crash.ts';
import { deliver } from './deliver.ts';
import { strikeDown } from './end-process.ts';
import { type Event, PENDING } from './event.ts';
import type { EventLoop } from './event-loop.ts';
import { CRASH, type Picker, type Strike } from './picker.ts';
import { Process } from './process.ts';
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
    strike(run, choice);
    return;
  }
  const event = pending.events[choice];
  if (event === undefined) throw new Error('The strategy picked no event although some are pending.');
  if (event.type.kind === 'immediate') runCheckPhase(run, event, choice);
  else deliverChosen(run, event, choice);
}

// What few steps need stands in functions of its own: V8 inlines no more than so much into the loop of steps.

function strike(run: Run, choice: Strike): void {
  if (choice === CRASH) crash(run);
  else if (choice instanceof Process) strikeDown(run, choice);
  else cancel(run, choice);
  endStep(run);
}

/** As the picker said, which may be in one chunk with another event. */
function deliverChosen(run: Run, event: Event, choice: number): void {
  const { fault, delayMs, together } = run.delivery;
  deliver(run, event, choice, fault, delayMs);
  if (together !== undefined) deliverTogether(run, together);
  endStep(run);
}

function deliverTogether(run: Run, second: Event): void {
  // What came first may have taken the second back.
  if (second.state !== PENDING) return;
  deliver(run, second, run.pending.indexOf(second), undefined, 0);
  run.order.mark(TOGETHER_SALT);
  (run.disturbed ??= []).push({ event: second, by: 'together' });
}

/** Finds out what may be chosen. */
function survey(run: Run): void {
  const { pending, nowMs } = run;
  pending.bar(nowMs);
  run.horizonMs = pending.horizonMs(nowMs, 0);
  run.latestMs = pending.hasScheduled ? pending.horizonMs(nowMs, run.limits.timerLatenessMs) : run.horizonMs;
}

/** Node runs all immediates that were set before it came to the first; no reply and no timer gets in between. */
function runCheckPhase(run: Run, first: Event, choice: number): void {
  const { pending } = run;
  const { process } = first.task;
  const queued = pending.immediatesOf(process);
  passIdleTurn(run, process.loop);
  deliverChosen(run, first, choice);
  for (const event of queued) {
    if (event.state !== PENDING) continue;
    deliver(run, event, pending.indexOf(event), undefined, 0);
    endStep(run);
  }
  process.loop.endCheck();
}

/** A task that polls by immediates waits for something that takes its time: for what comes next, or for a moment. */
function passIdleTurn(run: Run, { idleTurnMs }: EventLoop): void {
  const { pending, nowMs } = run;
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
