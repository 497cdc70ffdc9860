import { bareType, Event, IDLE } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { timersOf } from './timer-registry.ts';

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

/** How often a timer of one task and duration, or an immediate, may come once all foreground tasks have settled. */
const TIMES_AFTER_ALL_MAX = 8;

/**
 * A timer is ordinary while the task that set it is under way, and idle once that has settled or where it is a daemon.
 * What repeats keeps no run going: an interval, and a timer that goes on being set anew when all tasks have settled.
 */
export function addTimer(
  run: Run,
  { fromMs, ms, repeats, referenced }: TimerRequest,
  fire: () => void,
): Event {
  const task = run.current;
  const dueMs = fromMs + ms;
  const event = new Event(repeats ? intervalType : timeoutType, task, ms, dueMs, dueMs, fire);
  if (task.daemon || task.status !== 'pending') event.class = IDLE;
  event.live = referenced && !repeats && !task.daemon && !goesOnForEver(run, `${task.name} ${ms}`);
  task.process.loop.timers.add(ms, event);
  return run.add(event);
}

/** An immediate comes at once, but one that waits for a turn of its own may see the next millisecond begin. */
export function addImmediate(run: Run, fire: () => void): Event {
  const { nowMs, current } = run;
  const closesMs = current.process.loop.isBetweenTurns ? nowMs + 1 : nowMs;
  const event = new Event(immediateType, current, undefined, nowMs, closesMs, fire);
  event.live = !current.daemon && !goesOnForEver(run, current.name);
  return run.add(event);
}

function goesOnForEver(run: Run, what: string): boolean {
  return run.tasks.unsettled === 0 && timersOf(run).countAfterAll(what) > TIMES_AFTER_ALL_MAX;
}
