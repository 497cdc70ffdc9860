import { bareType, Event, IDLE } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { timersOf } from './timer-registry.ts';

const timeoutType = bareType('timer', 'timeout');
const intervalType = bareType('timer', 'interval');
const immediateType = bareType('immediate', 'immediate');

/** What a timer asks for. */
export interface TimerRequest {
  /** Virtual milliseconds. */
  readonly ms: number;
  readonly repeats: boolean;
  /** Whether it keeps the process alive. */
  readonly referenced: boolean;
}

/** A timer's class and liveness follow from its task: a daemon's timers neither hurry nor keep alive. */
export function addTimer(run: Run, { ms, repeats, referenced }: TimerRequest, fire: () => void): Event {
  const task = run.current;
  const dueMs = run.nowMs + ms;
  const event = new Event(repeats ? intervalType : timeoutType, task, ms, dueMs, dueMs, fire);
  if (task.daemon) event.class = IDLE;
  event.live = referenced && !task.daemon;
  const timers = timersOf(run);
  event.after = timers.lastOf(ms);
  timers.add(ms, event);
  return run.add(event);
}

/** Immediates fire in order, before anything that could only happen later. */
export function addImmediate(run: Run, fire: () => void): Event {
  const timers = timersOf(run);
  const event = new Event(immediateType, run.current, undefined, run.nowMs, run.nowMs, fire);
  event.after = timers.lastImmediate;
  timers.lastImmediate = event;
  return run.add(event);
}
