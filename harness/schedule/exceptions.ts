import type { Fault } from '../core/event.ts';

/** Canonical id of an event, `task: label#n`. */
export type EventId = string;

/** `event` stays in flight until `until` has been delivered. */
export interface Hold {
  readonly type: 'hold';
  /** What is held. */
  readonly event: EventId;
  /** What it is held for. */
  readonly until: EventId;
}

/** `event` is delivered that many virtual milliseconds after the earliest moment. */
export interface Delay {
  readonly type: 'delay';
  /** What is late. */
  readonly event: EventId;
  /** Virtual milliseconds. */
  readonly byMs: number;
}

/** `event` is delivered right after `first`, in the same chunk. */
export interface Together {
  readonly type: 'together';
  /** What comes second. */
  readonly event: EventId;
  /** What comes first. */
  readonly first: EventId;
}

/** The operation fails, with the error that `fault` names; `lost-reply` fails it after its effect. */
export interface Fail {
  readonly type: 'fail';
  /** The operation's reply, or its only event. */
  readonly event: EventId;
  /** The name of one of its errors, or `lost-reply`. */
  readonly fault: Fault;
}

/** The operation never completes. */
export interface Stall {
  readonly type: 'stall';
  /** What never comes. */
  readonly event: EventId;
}

/** A task is cancelled. */
export interface Cancel {
  readonly type: 'cancel';
  /** The task's name. */
  readonly task: string;
  /** What it comes right after; null: before anything is delivered. */
  readonly after: EventId | null;
}

/** The process crashes, and starts again. */
export interface Crash {
  readonly type: 'crash';
  /** What it comes right after; null: before anything is delivered. */
  readonly after: EventId | null;
}

/** A process is killed. */
export interface Kill {
  readonly type: 'kill';
  /** The process's name. */
  readonly process: string;
  /** What it comes right after; null: before anything is delivered. */
  readonly after: EventId | null;
}

/** One way in which a run differs from the prompt one. */
export type Exception = Hold | Delay | Together | Fail | Stall | Cancel | Crash | Kill;

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
