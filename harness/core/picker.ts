import type { Event, Fault } from './event.ts';
import type { Pending } from './pending.ts';
import type { Process } from './process.ts';
import type { Task } from './task.ts';

/** How the event that a picker picks is delivered. Reset before each choice. */
export interface Delivery {
  /** How much after the earliest moment, virtual milliseconds; clamped to the earliest closing of all windows. */
  delayMs: number;
  fault: Fault | undefined;
  /** An event that comes right after, with no drain in between. */
  together: Event | undefined;
}

/** Chosen in place of an event: the process crashes. */
export const CRASH = 'crash';

/** In place of an event: a task, to cancel it; a process, to kill it; or a crash. */
export type Strike = Task | Process | typeof CRASH;

/**
 * What happens next: the event with that index in `pending.events` is delivered, as the `Delivery` says, or a strike.
 * Types that nobody can take for each other, none of which is made for the occasion: a choice costs no memory.
 */
export type Choice = number | Strike;

/** What is known where the next event is to be chosen. */
export interface ChoicePoint {
  readonly pending: Pending;
  /** Events that open later are not enabled. Virtual milliseconds. */
  readonly horizonMs: number;
  /**
   * The horizon where timers and immediates may be late, virtual milliseconds. What only opens between `horizonMs` and
   * this is enabled, but comes in no default order.
   */
  readonly latestMs: number;
  readonly nowMs: number;
  /** What was delivered so far. */
  readonly delivered: readonly Event[];
  /** What came into being so far, in order of creation. */
  readonly created: readonly Event[];
  /** Tasks that can be cancelled and have not settled. */
  readonly cancellable: readonly Task[];
  /** Processes that can be killed: programs that were started and have not ended. */
  readonly killable: readonly Process[];
  /** To be filled in by the picker. */
  readonly delivery: Delivery;
  idOf(event: Event): string;
}

/**
 * Chooses what happens next, once a step: an enabled event, a task that can be cancelled, a process that can be killed, or
 * a crash. It must be a
 * function of what it is shown and of its own seed. One picker serves one run.
 */
export interface Picker {
  pick(point: ChoicePoint): Choice;
}

/** The default order: what usually happens. */
export const promptPicker: Picker = { pick: (point) => point.pending.first(point.horizonMs) };
