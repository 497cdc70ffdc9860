import type { Event, Fault } from './event.ts';
import type { Pending } from './pending.ts';
import type { Task } from './task.ts';

/** What a picker adds to the event that it picks. Reset before each choice. */
export interface Decision {
  /** Delivered that much after the earliest moment, clamped to the earliest closing of all windows. */
  delayMs: number;
  fault: Fault | undefined;
  /** Delivered right after, with no drain in between. */
  together: Event | undefined;
  /** With `CANCEL`: whom. */
  cancel: Task | undefined;
}

/** Returned in place of an index: cancel `decision.cancel` now, deliver nothing. */
export const CANCEL = -2;
/** Returned in place of an index: crash the process now. */
export const CRASH = -3;

/** What is known where the next event is to be chosen. */
export interface ChoicePoint {
  readonly pending: Pending;
  /** Events that open later are not enabled. Virtual milliseconds. */
  readonly horizonMs: number;
  readonly nowMs: number;
  /** What was delivered so far. */
  readonly delivered: readonly Event[];
  /** What came into being so far, in order of creation. */
  readonly created: readonly Event[];
  /** Tasks that can be cancelled and have not settled. */
  readonly cancellable: readonly Task[];
  readonly decision: Decision;
  idOf(event: Event): string;
}

/**
 * Chooses what happens next, once a step: the index of an enabled event in `pending.events`, or `CANCEL` or `CRASH`.
 * It must be a function of what it is shown and of its own seed. One picker serves one run.
 */
export interface Picker {
  pick(point: ChoicePoint): number;
}

/** The default order: what usually happens. */
export const promptPicker: Picker = { pick: (point) => point.pending.first(point.horizonMs) };
