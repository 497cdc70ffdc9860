import { bareType, Event, IDLE } from '../core/event.ts';
import type { Run } from '../core/run.ts';

const timeoutType = bareType('timer', 'timeout');
const intervalType = bareType('timer', 'interval');
const immediateType = bareType('immediate', 'immediate');

/** What a timer asks for. */
export interface TimerRequest {
  /** Virtual milliseconds: since when, and for how long. */
  readonly fromMs: number;
  readonly ms: number;
  readonly repeats: boolean;
  /** Whether it keeps the process alive. */
  readonly referenced: boolean;
}

/** A timer's class and liveness follow from its task: a daemon's timers neither hurry nor keep alive. */
export function addTimer(
  run: Run,
  { fromMs, ms, repeats, referenced }: TimerRequest,
  fire: () => void,
): Event {
  const task = run.current;
  const dueMs = fromMs + ms;
  const event = new Event(repeats ? intervalType : timeoutType, task, ms, dueMs, dueMs, fire);
  if (task.daemon) event.class = IDLE;
  event.live = referenced && !task.daemon;
  run.loop.timers.add(ms, event);
  return run.add(event);
}

/** An immediate comes at once, but one that waits for a turn of its own may see the next millisecond begin. */
export function addImmediate(run: Run, fire: () => void): Event {
  const { nowMs, loop, current } = run;
  const closesMs = loop.isBetweenTurns ? nowMs + 1 : nowMs;
  const event = new Event(immediateType, current, undefined, nowMs, closesMs, fire);
  event.live = !current.daemon;
  return run.add(event);
}
