import type { Channel } from './channel.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/** What a fault does to the event it befalls. `error` names one of the errors that the operation declares. */
export type Fault = 'stall' | 'lost-reply' | (string & {});

export type EventKind =
  | 'start'
  | 'operation'
  | 'request'
  | 'reply'
  | 'timer'
  | 'immediate'
  | 'closing'
  | 'abort'
  | 'cancel'
  | 'crash'
  | 'kill';

/** A call, as an error that it ends with may know it. */
export interface IssuedCall {
  /** What is in brackets in the event's id. */
  readonly key: string | number | undefined;
  /** What was given as `args`. */
  readonly args: unknown;
}

/** What all events of one operation have in common. */
export interface EventType {
  readonly kind: EventKind;
  readonly name: string;
  /** Faults that the scenario's menu allows here. */
  readonly faults: readonly Fault[];
  /** What may be delivered in one chunk: operations on one channel, tasks on it or on one connection. */
  readonly connection: Channel | string | undefined;
  /** What the operation is about, for statistics of pairs; the key where it has one. */
  readonly resource: string | undefined;
  /** What a fault of that name rejects with. */
  readonly errors: Readonly<Record<string, (call: IssuedCall) => unknown>> | undefined;
  /** The type of the reply, where this is the type of a request. */
  readonly reply: EventType | undefined;
}

/** The type of what no service answers: a start, a timer, a strike. */
export function bareType(kind: EventKind, name: string): EventType {
  return {
    kind,
    name,
    faults: [],
    connection: undefined,
    resource: undefined,
    errors: undefined,
    reply: undefined,
  };
}

/** What delivery does. */
export type Deliver = (run: Run, event: Event, fault: Fault | undefined) => void;

/** Pending events, by urgency: ordinary work, actors declared late, idle timers of daemons. */
const ORDINARY = 0;
export const LATE = 1;
export const IDLE = 2;
export type EventClass = typeof ORDINARY | typeof LATE | typeof IDLE;

export const PENDING = 0;
export const DELIVERED = 1;
/** Taken back before it happened: a cleared timer, an aborted operation. */
export const WITHDRAWN = 2;
export const STALLED = 3;
/** Behind another message of its channel: not pending before that has arrived. */
export const WAITING = 4;
export type EventState =
  typeof PENDING | typeof DELIVERED | typeof WITHDRAWN | typeof STALLED | typeof WAITING;

/**
 * A completion that the scheduler holds. Made with what every event has; `class` and `live` may be set until
 * the run takes it in (`Run.add`), for the place among the pending ones stands on them.
 */
export class Event {
  readonly type: EventType;
  readonly task: Task;
  readonly key: string | number | undefined;
  /** Order of creation in its run, from 0, given by the run: names the event among runs that agree up to there. */
  sequence = 0;
  /** Virtual milliseconds: when it came into being, given by the run, and its window of delivery. */
  createdMs: number;
  opensMs: number;
  closesMs: number;
  readonly deliver: Deliver;
  class: EventClass = ORDINARY;
  /** Whether it keeps the run going. Of a pending event, changed by `Pending.setLive` alone. */
  live = true;
  state: EventState = PENDING;
  /** The first turn of the event loop in which it can happen, given by the run. */
  turn = 0;
  /** How many events the run had made when this one was delivered: those from there on came later. */
  madeBefore = 0;
  /** n in `task: label#n`; 0 until it is asked for. */
  occurrence = 0;
  /** What the operation does where it takes effect, or the task that starts; and whom it answers. */
  effect: (() => unknown) | undefined = undefined;
  resolve: ((value: unknown) => void) | undefined = undefined;
  reject: ((reason: unknown) => void) | undefined = undefined;
  args: unknown = undefined;
  /** Of a request that has taken effect, its reply; of a reply, its request. */
  counterpart: Event | undefined = undefined;

  constructor(
    type: EventType,
    task: Task,
    key: string | number | undefined,
    opensMs: number,
    closesMs: number,
    deliver: Deliver,
  ) {
    this.type = type;
    this.task = task;
    this.key = key;
    this.createdMs = opensMs;
    this.opensMs = opensMs;
    this.closesMs = closesMs;
    this.deliver = deliver;
  }
}

/*
 * V8 boxes each fraction and each Infinity that it stores into a field which has held nothing but numbers. One event
 * with something else in these fields makes it store them as they are: a tenth of what an event costs.
 */
const notANumber = null as unknown as number;
void new Event(bareType('start', ''), null as unknown as Task, undefined, notANumber, notANumber, () => {});

/** `label` of `task: label#n`: the operation's name with its key. */
export function labelOf(event: Event): string {
  return event.key === undefined ? event.type.name : `${event.type.name}(${event.key})`;
}

/** What the event loop itself brings, in an order of its own. Its windows close. */
export function isScheduled({ type }: Event): boolean {
  return type.kind === 'timer' || type.kind === 'immediate' || type.kind === 'closing';
}
