import { never } from './never.ts';
import { carried } from './async-storage.ts';
import { context } from './context.ts';
import { Event, type EventType, type Fault, PENDING, STALLED } from './event.ts';
import { withFrames } from './frames.ts';
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
  /** What a fault of that name rejects with. Default: an `OperationError`. */
  readonly errors?: Readonly<Record<string, () => unknown>>;
  /** Two operations on one connection may be answered in one chunk, with nothing in between. */
  readonly connection?: string;
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

/** An operation that failed because the schedule said so. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
  constructor(label: string, fault: string) {
    super(fault === 'lost-reply' ? `the reply of ${label} was lost` : `${label} failed: ${fault}`);
  }
}

// One function for all promises, which leaves what it was given where the caller finds it: one made anew for each call
// would be garbage of its own on the hottest path there is. Nothing runs between `new Promise` and the reading.
let lastResolve: (value: unknown) => void;
let lastReject: (reason: unknown) => void;
const capture = (resolve: (value: unknown) => void, reject: (reason: unknown) => void): void => {
  lastResolve = resolve;
  lastReject = reject;
};

/** The calls in flight on one connection, so that closing it can abandon them. */
export class Flight {
  readonly #events: Event[] = [];

  /** One more call is in flight. `call` does this. */
  add(event: Event): void {
    this.#events.push(event);
  }

  /** Takes back what has not taken effect, and rejects every caller with `reason`. Replies on their way are lost. */
  abandon(run: Run, reason: () => unknown): void {
    for (const event of this.#events) {
      const inFlight = event.reply ?? event;
      if (inFlight.state === PENDING) run.pending.withdraw(inFlight);
      else if (inFlight.state !== STALLED) continue;
      event.reject?.(reason());
    }
    this.#events.length = 0;
  }
}

/** One kind of call to a simulated service. Made once a run; `call` is the hot path. */
export class Operation {
  readonly #run: Run;
  readonly #type: EventType;
  readonly #effectPoint: EffectPoint;
  #leastMs = 1;
  #mostMs = 10;
  readonly #drawLatency: (() => readonly [number, number]) | undefined;
  readonly #onAbort: 'continue' | 'abort' | 'either';

  constructor(run: Run, name: string, options: OperationOptions, menu: readonly Fault[]) {
    this.#run = run;
    const asked = options.effect ?? 'delivery';
    // A reply can only be lost where it is an event of its own.
    this.#effectPoint = asked === 'delivery' && menu.includes('lost-reply') ? 'split' : asked;
    const split = this.#effectPoint === 'split';
    const { connection, resource, errors } = options;
    const kind = split ? 'request' : 'operation';
    // What took effect when it was issued has nothing left to lose but its reply.
    const faults = asked === 'issue' || menu.length === 0 ? menu : menu.filter(leavesReply);
    const reply = split ? replyTypeOf(name, options, menu) : undefined;
    this.#type = { kind, name, faults, connection, resource, errors, reply };
    const { latencyMs } = options;
    if (typeof latencyMs === 'function') this.#drawLatency = latencyMs;
    else if (latencyMs !== undefined) this.#setLatency(latencyMs);
    this.#onAbort = options.onAbort ?? 'continue';
  }

  /**
   * Issues one call. `effect` is what happens at the server: synchronous, and what it returns or throws is the answer.
   * @param key names what the call is about; it becomes part of the event's id
   */
  call<T>(key: string | number | undefined, effect: () => T, options?: CallOptions): Promise<T> {
    const run = this.#run;
    if (run.over || context.task?.dead === true) return never();
    if (this.#drawLatency !== undefined) this.#setLatency(this.#drawLatency());
    const promise = new Promise<unknown>(capture);
    const resolve = lastResolve;
    const reject = lastReject;
    const split = this.#effectPoint === 'split';
    const event = new Event(
      this.#type,
      run.current,
      key,
      run.nowMs + (split ? this.#leastMs / 2 : this.#leastMs),
      run.nowMs + (split ? this.#mostMs - this.#leastMs / 2 : this.#mostMs),
      split ? deliverRequest : deliverOperation,
    );
    run.add(event);
    event.effect = this.#effectPoint === 'issue' ? applied(effect) : carried(effect);
    event.resolve = resolve;
    event.reject = reject;
    if (options !== undefined) {
      event.args = options.args;
      options.flight?.add(event);
      if (options.signal !== undefined) this.#listen(event, options.signal);
    }
    return promise as Promise<T>;
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
      const pending = event.reply ?? event;
      // The server of a call that stalled says nothing any more; its caller may leave all the same.
      if (run.over || (pending.state !== PENDING && pending.state !== STALLED)) return;
      pending.reject?.(signal.reason);
      if (pending.state === STALLED) return;
      if (this.#onAbort === 'abort') run.pending.withdraw(pending);
      if (this.#onAbort === 'either') {
        const type: EventType = {
          ...this.#type,
          kind: 'abort',
          name: `${this.#type.name}.abort`,
          faults: [],
        };
        const { task, key } = event;
        const withdraw = (): void => run.pending.withdraw(pending);
        run.add(new Event(type, task, key, run.nowMs, pending.closesMs, withdraw));
      }
    };
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  }
}

const leavesReply = (fault: Fault): boolean => fault !== 'lost-reply';

function replyTypeOf(
  name: string,
  { connection, resource, errors }: OperationOptions,
  menu: readonly Fault[],
): EventType {
  // A reply may stall like a request: then the effect happened and nobody is ever told.
  const faults = menu.filter((fault) => fault === 'lost-reply' || fault === 'stall');
  return { kind: 'reply', name: `${name}.reply`, faults, connection, resource, errors, reply: undefined };
}

/** Applies an effect now; what is left is to hand out its answer. */
function applied(effect: () => unknown): () => unknown {
  try {
    const value = effect();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function deliverOperation(run: Run, event: Event, fault: Fault | undefined): void {
  if (fault !== undefined) {
    fail(run, event, fault);
    return;
  }
  let value: unknown;
  try {
    value = event.effect?.();
  } catch (error) {
    event.reject?.(error);
    run.observer?.answered('error', error);
    return;
  }
  event.resolve?.(value);
  run.observer?.answered('value', value);
}

function fail(run: Run, event: Event, fault: Fault): void {
  const { errors, name } = event.type;
  // Like an error of real I/O it has no frames: they would be the engine's.
  const error = withFrames(0, () => errors?.[fault]?.() ?? new OperationError(name, fault));
  event.reject?.(error);
  run.observer?.answered('error', error);
}

/** The request takes effect at the server; the answer comes in an event of its own. */
function deliverRequest(run: Run, request: Event, fault: Fault | undefined): void {
  if (fault !== undefined) {
    fail(run, request, fault);
    return;
  }
  const effect = applied(request.effect as () => unknown);
  // Half of the least latency is the way there, half the way back.
  const halfMs = request.opensMs - request.createdMs;
  const opensMs = run.nowMs + halfMs;
  const closesMs = Math.max(opensMs, request.closesMs + halfMs);
  const type = request.type.reply as EventType;
  const reply = new Event(type, request.task, request.key, opensMs, closesMs, deliverOperation);
  run.add(reply);
  reply.effect = effect;
  reply.resolve = request.resolve;
  reply.reject = request.reject;
  request.reply = reply;
}
