import { inEmptyContext, storage } from './async-storage.ts';
import { context } from './context.ts';
import { DELIVERED, type Event, type Fault, STALLED } from './event.ts';
import { hashString } from './random.ts';
import type { Run } from './run.ts';
import { reportException } from './uncaught.ts';

/**
 * Lets a pending event happen, in the name of its task; the drain is the caller's.
 * @param index where it is in `run.pending.events`
 * @param delayMs how much after the earliest moment, clamped to the horizon; virtual milliseconds
 */
export function deliver(
  run: Run,
  event: Event,
  index: number,
  fault: Fault | undefined,
  delayMs: number,
): void {
  run.pending.removeAt(index);
  if (event.opensMs > run.nowMs) run.nowMs = event.opensMs;
  if (fault !== undefined || delayMs > 0) disturb(run, event, fault, delayMs);
  event.task.process.loop.enter(event, run.nowMs);
  note(run, event, fault);
  context.task = event.task;
  if (fault === 'stall') {
    event.state = STALLED;
    run.stalls += 1;
    return;
  }
  event.state = DELIVERED;
  try {
    if (storage.contexts === undefined) event.deliver(run, event, fault);
    else deliverInEmptyContext(run, event, fault);
  } catch (error) {
    reportException(run, error);
  }
}

/** Apart, as most deliveries are as usual: what is called at each is small, so that V8 inlines it. */
function disturb(run: Run, event: Event, fault: Fault | undefined, delayMs: number): void {
  if (fault !== undefined) (run.disturbed ??= []).push({ event, by: fault });
  if (delayMs === 0 || run.latestMs <= run.nowMs) return;
  run.nowMs = Math.min(run.nowMs + delayMs, run.latestMs);
  (run.disturbed ??= []).push({ event, by: 'delay' });
}

/** Apart, as a function that makes a closure keeps what that refers to on the heap, at each call. */
function deliverInEmptyContext(run: Run, event: Event, fault: Fault | undefined): void {
  inEmptyContext(() => event.deliver(run, event, fault));
}

/** Enters that a fault strikes in the step that is going on. */
export function noteFault(run: Run): void {
  run.faultStep = run.step;
  run.faultMs = run.nowMs;
}

/** What stands in the order of the run for an event that a fault befalls, which is entered. */
function codeOf(run: Run, event: Event, fault: Fault): number {
  noteFault(run);
  return event.sequence ^ hashString(fault);
}

/** Enters an event that is happening into the order of the run. */
export function note(run: Run, event: Event, fault: Fault | undefined): void {
  run.delivered.push(event);
  event.madeBefore = run.created.length;
  run.order.add(fault === undefined ? event.sequence : codeOf(run, event, fault));
  run.observer?.delivering(run, event, fault);
}
