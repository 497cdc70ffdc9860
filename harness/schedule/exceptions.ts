import type { Fault } from '../core/event.ts';

/** Canonical id of an event, `task: label#n`. */
export type EventId = string;

/** `event` stays in flight until `until` has been delivered. */
export interface Hold {
  readonly type: 'hold';
  readonly event: EventId;
  readonly until: EventId;
}

/** `event` is delivered that many virtual milliseconds after the earliest moment. */
export interface Delay {
  readonly type: 'delay';
  readonly event: EventId;
  readonly byMs: number;
}

/** `event` is delivered right after `first`, in the same chunk. */
export interface Together {
  readonly type: 'together';
  readonly event: EventId;
  readonly first: EventId;
}

/** The operation fails, with the error that `fault` names; `lost-reply` fails it after its effect. */
export interface Fail {
  readonly type: 'fail';
  readonly event: EventId;
  readonly fault: Fault;
}

/** The operation never completes. */
export interface Stall {
  readonly type: 'stall';
  readonly event: EventId;
}

/** `task` is cancelled right after `after` (null: before anything is delivered). */
export interface Cancel {
  readonly type: 'cancel';
  readonly task: string;
  readonly after: EventId | null;
}

/** The process crashes right after `after`, and starts again. */
export interface Crash {
  readonly type: 'crash';
  readonly after: EventId | null;
}

/** One way in which a run differs from the prompt one. */
export type Exception = Hold | Delay | Together | Fail | Stall | Cancel | Crash;

/** What makes a run differ from the prompt one, and nothing else. The empty schedule is the prompt run. */
export type Schedule = readonly Exception[];

export function isFault(exception: Exception): boolean {
  return exception.type !== 'hold' && exception.type !== 'delay' && exception.type !== 'together';
}

export function countHolds(schedule: Schedule): number {
  return schedule.length - countFaults(schedule);
}

export function countFaults(schedule: Schedule): number {
  return schedule.filter(isFault).length;
}
