import { Event, type EventType, type Fault } from './event.ts';
import { withFrames } from './frames.ts';
import { OperationError } from './operation-error.ts';
import { recording } from './recording.ts';
import type { Run } from './run.ts';

/** Applies an effect now; what is left is to hand out its answer. */
export function applied(effect: () => unknown): () => unknown {
  try {
    const value = effect();
    if (value instanceof Promise) value.catch(ignore);
    return () => value;
  } catch (error) {
    return thrower(error);
  }
}

/** An answer that is an error. */
export function thrower(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** Whoever waits for the answer hears of its rejection, maybe later. */
function ignore(): void {}

/** The operation takes effect, or did so before, and is answered. */
export function deliverOperation(run: Run, event: Event, fault: Fault | undefined): void {
  if (fault !== undefined) {
    refuse(run, event, errorOf(event, fault));
    return;
  }
  let value: unknown;
  try {
    value = event.effect?.();
  } catch (error) {
    refuse(run, event, error);
    return;
  }
  if (value instanceof Promise) answerLater(run, event, value);
  else answer(run, event, value);
}

function answerLater(run: Run, event: Event, promise: Promise<unknown>): void {
  promise.then(
    (value) => {
      recording.to?.withdrawn(event);
      answer(run, event, value);
    },
    (error: unknown) => {
      recording.to?.withdrawn(event);
      refuse(run, event, error);
    },
  );
}

function answer(run: Run, event: Event, value: unknown): void {
  // Of a process that has ended, nobody waits any more.
  if (event.task.dead) return;
  run.observer?.answered('value', value);
  const { resolve } = event;
  endWait(event);
  resolve?.(value);
}

function refuse(run: Run, event: Event, error: unknown): void {
  if (event.task.dead) return;
  run.observer?.answered('error', error);
  const { reject } = event;
  endWait(event);
  reject?.(error);
}

/** Nobody waits any more: who ends a session makes an error for each call that is not answered, which costs. */
function endWait(event: Event): void {
  event.reject = undefined;
  if (event.counterpart !== undefined) event.counterpart.reject = undefined;
}

/** What a call ends with that a fault befalls. */
export function errorOf(event: Event, fault: Fault): unknown {
  const { errors, name, kind } = event.type;
  const { key, args } = kind === 'reply' ? (event.counterpart ?? event) : event;
  // Like an error of real I/O it has no frames: they would be the engine's.
  return withFrames(0, () => errors?.[fault]?.({ key, args }) ?? new OperationError(name, fault));
}

/** The request takes effect at the server; the answer comes in an event of its own. */
export function deliverRequest(run: Run, request: Event, fault: Fault | undefined): void {
  if (fault === undefined) serve(run, request, sendReply);
  else refuse(run, request, errorOf(request, fault));
}

/** @param send begins the way back: what it is given last hands out the answer */
export function serve(
  run: Run,
  request: Event,
  send: (run: Run, request: Event, effect: () => unknown) => void,
): void {
  let value: unknown;
  try {
    value = request.effect?.();
  } catch (error) {
    send(run, request, thrower(error));
    return;
  }
  if (value instanceof Promise) serveLater(run, request, value, send);
  else send(run, request, () => value);
}

function serveLater(
  run: Run,
  request: Event,
  promise: Promise<unknown>,
  send: (run: Run, request: Event, effect: () => unknown) => void,
): void {
  const reply = (effect: () => unknown): void => {
    recording.to?.withdrawn(request);
    send(run, request, effect);
  };
  promise.then(
    (value) => reply(() => value),
    (error: unknown) => reply(thrower(error)),
  );
}

function sendReply(run: Run, request: Event, effect: () => unknown): void {
  if (run.over || request.task.dead) return;
  run.add(replyTo(request, run.nowMs, effect, deliverOperation));
}

/** The way back: it begins now. */
export function replyTo(
  request: Event,
  nowMs: number,
  effect: () => unknown,
  deliver: Event['deliver'],
): Event {
  // Half of the least latency is the way there, half the way back.
  const halfMs = request.opensMs - request.createdMs;
  const opensMs = nowMs + halfMs;
  const closesMs = Math.max(opensMs, request.closesMs + halfMs);
  const type = request.type.reply as EventType;
  const reply = new Event(type, request.task, request.key, opensMs, closesMs, deliver);
  reply.effect = effect;
  reply.resolve = request.resolve;
  reply.reject = request.reject;
  reply.counterpart = request;
  request.counterpart = reply;
  return reply;
}
