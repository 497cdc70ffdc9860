import { carried, storage } from './async-storage.ts';
import { context, inTask } from './context.ts';
import type { Channel } from './channel.ts';
import { applied, deliverOperation, deliverRequest } from './deliver-operation.ts';
import { deliverOperationOverChannel, deliverRequestOverChannel } from './deliver-over-channel.ts';
import {
  type Deliver,
  DELIVERED,
  Event,
  type EventType,
  type Fault,
  type IssuedCall,
  PENDING,
  WAITING,
} from './event.ts';
import type { Flight } from './flight.ts';
import { never } from './never.ts';
import { refuseOutside } from './outside.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';
import { isWindow, noWindow } from './window.ts';

/** Where an operation takes effect: when it is issued, when it completes, or at the server, before its reply. */
export type EffectPoint = 'issue' | 'delivery' | 'split';

/** How long an operation takes, where it takes effect, and how it fails. */
export interface OperationOptions {
  /**
   * Virtual milliseconds from call to completion: [least, most]. Default [1, 10]; [0, Infinity] for any order.
   * A function is asked at each call.
   */
  readonly latencyMs?: readonly [number, number] | (() => readonly [number, number]);
  /** Default `delivery`. Reads of state that others change should be `split`: they may be stale on arrival. */
  readonly effect?: EffectPoint;
  /** What a fault of that name rejects with, given the call. Default: an `OperationError`. */
  readonly errors?: Readonly<Record<string, (call: IssuedCall) => unknown>>;
  /** The connection that its calls go over. Default: none; replies come in every order, each by itself. */
  readonly channel?: Channel;
  /** What statistics of pairs call the thing that is operated on. Default: the key, else the name. */
  readonly resource?: string;
  /**
   * What a call in flight does when its signal aborts: `continue` (default; the effect still happens), `abort`
   * (it does not), or `either`, as the scheduler chooses. The caller is rejected in each case.
   */
  readonly onAbort?: 'continue' | 'abort' | 'either';
}

/** What one call has beside its key and its effect. */
export interface CallOptions {
  /** Shown in traces and compared by strict replay: a JSON value. Default: nothing. */
  readonly args?: unknown;
  /** Rejects the caller with its reason when it aborts; what the server does then, `onAbort` says. */
  readonly signal?: AbortSignal | undefined;
  /** The calls in flight among which this one is. */
  readonly flight?: Flight | undefined;
}

/** Takes an error, which may be anything, or `null` and the value; one that takes `Error | null` is one, too. */
export type NodeCallback<T> = { done(error: unknown, value?: T): void }['done'];

// One function for all promises, which leaves what it was given where the caller finds it: one made anew for each call
// would be garbage of its own on the hottest path there is. Nothing runs between `new Promise` and the reading.
let lastResolve: (value: unknown) => void;
let lastReject: (reason: unknown) => void;
const capture = (resolve: (value: unknown) => void, reject: (reason: unknown) => void): void => {
  lastResolve = resolve;
  lastReject = reject;
};

/** One kind of call to a simulated service. Made once a run; `call` is the hot path. */
export class Operation {
  readonly #run: Run;
  readonly #type: EventType;
  readonly #effectPoint: EffectPoint;
  #leastMs = 1;
  #mostMs = 10;
  readonly #drawLatency: (() => readonly [number, number]) | undefined;
  readonly #channel: Channel | undefined;
  readonly #deliver: Deliver;
  readonly #onAbort: 'continue' | 'abort' | 'either';

  constructor(run: Run, name: string, options: OperationOptions, menu: readonly Fault[]) {
    this.#run = run;
    const { channel } = options;
    const effectPoint = effectPointOf(name, options, menu);
    const split = effectPoint === 'split';
    this.#effectPoint = effectPoint;
    this.#channel = channel;
    this.#type = typeOf(name, options, effectPoint, menu);
    if (channel === undefined) this.#deliver = split ? deliverRequest : deliverOperation;
    else this.#deliver = split ? deliverRequestOverChannel : deliverOperationOverChannel;
    const latencyMs = options.latencyMs ?? channel?.latencyMs;
    if (typeof latencyMs === 'function') this.#drawLatency = latencyMs;
    else if (latencyMs !== undefined) this.#setLatency(latencyMs);
    this.#onAbort = options.onAbort ?? 'continue';
  }

  /**
   * Issues one call. `effect` is what happens at the server: what it returns or throws is the answer. Where it returns a
   * promise, the server has the answer when that settles.
   * @param key names what the call is about; it becomes part of the event's id
   */
  call<T>(key: string | number | undefined, effect: () => T | Promise<T>, options?: CallOptions): Promise<T> {
    const run = this.#run;
    if (run.over || context.task?.dead === true) return this.#unanswered();
    if (this.#drawLatency !== undefined) this.#setLatency(this.#drawLatency());
    const refusal = this.#channel?.refusal;
    if (refusal !== undefined) return Promise.reject(refusal.error);
    const promise = new Promise<unknown>(capture);
    const resolve = lastResolve;
    const reject = lastReject;
    const event = this.#issue(key, effect);
    event.resolve = resolve;
    event.reject = reject;
    if (options !== undefined) this.#take(event, options);
    return promise as Promise<T>;
  }

  /**
   * The same by Node's convention: `done(error)` or `done(null, value)` is called once, in the name of the caller's
   * task, straight from the event that brings the answer. What it throws is an uncaught exception.
   */
  callback<T>(
    key: string | number | undefined,
    effect: () => T | Promise<T>,
    done: NodeCallback<T>,
    options?: CallOptions,
  ): void {
    const run = this.#run;
    if (run.over || context.task?.dead === true) {
      void this.#unanswered();
      return;
    }
    if (this.#drawLatency !== undefined) this.#setLatency(this.#drawLatency());
    const answer = answering(done);
    const refusal = this.#channel?.refusal;
    if (refusal !== undefined) {
      process.nextTick(answer, refusal.error);
      return;
    }
    const event = this.#issue(key, effect);
    event.resolve = (value) => answer(null, value as T);
    event.reject = (error) => {
      // Who aborts a call, or closes its connection, is not called back from within.
      if ((event.counterpart ?? event).state === DELIVERED) answer(error);
      else process.nextTick(answer, error);
    };
    if (options !== undefined) this.#take(event, options);
  }

  #unanswered(): Promise<never> {
    if (this.#run.over) refuseOutside(this.#run, this.#type.name);
    return never();
  }

  #issue(key: string | number | undefined, effect: () => unknown): Event {
    const run = this.#run;
    const split = this.#effectPoint === 'split';
    const event = new Event(
      this.#type,
      run.current,
      key,
      run.nowMs + (split ? this.#leastMs / 2 : this.#leastMs),
      run.nowMs + (split ? this.#mostMs - this.#leastMs / 2 : this.#mostMs),
      this.#deliver,
    );
    if (this.#channel === undefined) run.add(event);
    else this.#channel.send(event);
    event.effect = this.#effectPoint === 'issue' ? applied(effect) : carried(effect);
    return event;
  }

  #take(event: Event, { args, flight, signal }: CallOptions): void {
    event.args = args;
    flight?.add(event);
    if (signal !== undefined) this.#listen(event, signal);
  }

  #setLatency(latencyMs: readonly [number, number]): void {
    if (!isWindow(latencyMs))
      throw noWindow(`The latencyMs of the operation '${this.#type.name}'`, latencyMs);
    this.#leastMs = latencyMs[0];
    this.#mostMs = latencyMs[1];
  }

  #listen(event: Event, signal: AbortSignal): void {
    const run = this.#run;
    const abort = (): void => {
      if (run.over) return;
      const pending = event.counterpart ?? event;
      recording.to?.withdrawn(event);
      recording.to?.withdrawn(pending);
      // Whoever still waits, for a server that has stalled or is not done as well; what was answered stays so.
      pending.reject?.(signal.reason);
      if (pending.state !== PENDING && pending.state !== WAITING) return;
      const withdraw = (): void => {
        if (this.#channel === undefined) run.pending.withdraw(pending);
        else this.#channel.connectionOf(event)?.withdraw(event);
      };
      if (this.#onAbort === 'abort') withdraw();
      if (this.#onAbort === 'either') {
        const type: EventType = {
          ...this.#type,
          kind: 'abort',
          name: `${this.#type.name}.abort`,
          faults: [],
        };
        const { task, key } = event;
        run.add(new Event(type, task, key, run.nowMs, pending.closesMs, withdraw));
      }
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
}

function effectPointOf(name: string, options: OperationOptions, menu: readonly Fault[]): EffectPoint {
  const { effect = 'delivery', channel } = options;
  if (effect === 'issue' && channel !== undefined)
    throw new Error(
      `The operation '${name}' takes effect when it is issued: nothing of it goes over a channel.`,
    );
  // A reply can only be lost where it is an event of its own.
  return effect === 'delivery' && menu.length > 0 && menu.includes('lost-reply') ? 'split' : effect;
}

function typeOf(
  name: string,
  options: OperationOptions,
  effectPoint: EffectPoint,
  menu: readonly Fault[],
): EventType {
  const split = effectPoint === 'split';
  return {
    kind: split ? 'request' : 'operation',
    name,
    // What took effect when it was issued has nothing left to lose but its reply.
    faults: effectPoint === 'issue' || menu.length === 0 ? menu : menu.filter(leavesReply),
    connection: options.channel,
    resource: options.resource,
    errors: options.errors,
    reply: split ? replyTypeOf(name, options, menu) : undefined,
  };
}

const leavesReply = (fault: Fault): boolean => fault !== 'lost-reply';

function replyTypeOf(
  name: string,
  { channel, resource, errors }: OperationOptions,
  menu: readonly Fault[],
): EventType {
  // A reply may stall like a request: then the effect happened and nobody is ever told.
  const faults = menu.filter(
    (fault) => fault === 'lost-reply' || fault === 'stall' || (fault === 'break' && channel !== undefined),
  );
  return {
    kind: 'reply',
    name: `${name}.reply`,
    faults,
    connection: channel,
    resource,
    errors,
    reply: undefined,
  };
}

/** Calls `done` the first time only: in the name of the task that is running now, and in its async context. */
function answering<T>(done: NodeCallback<T>): NodeCallback<T> {
  const scope = storage.contexts?.capture();
  let isAnswered = false;
  return inTask((error: unknown, value?: T) => {
    if (isAnswered) return;
    isAnswered = true;
    if (scope === undefined) done(error, value);
    else scope(() => done(error, value));
  });
}
