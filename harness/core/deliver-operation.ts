import { Event, type EventType, type Fault } from './event.ts';
import { withFrames } from './frames.ts';
import { OperationError } from './operation-error.ts';
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

function thrower(error: unknown): () => never {
  return () => {
    throw error;
  };
}

/** Whoever waits for the answer hears of its rejection, maybe later. */
function ignore(): void {}

/** The operation takes effect, or did so before, and is answered. */
export function deliverOperation(run: Run, event: Event, fault: Fault | undefined): void {
  if (fault !== undefined) {
    fail(run, event, fault);
    return;
  }
  let value: unknown;
  try {
    value = event.effect?.();
  } catch (error) {
    run.observer?.answered('error', error);
    event.reject?.(error);
    return;
  }
  if (value instanceof Promise) {
    value.then(
      (settled: unknown) => answer(run, event, settled),
      (error: unknown) => refuse(run, event, error),
    );
    return;
  }
  answer(run, event, value);
}

function answer(run: Run, event: Event, value: unknown): void {
  run.observer?.answered('value', value);
  event.resolve?.(value);
}

function refuse(run: Run, event: Event, error: unknown): void {
  run.observer?.answered('error', error);
  event.reject?.(error);
}

function fail(run: Run, event: Event, fault: Fault): void {
  const { errors, name } = event.type;
  const { key, args } = event.type.kind === 'reply' ? (event.counterpart ?? event) : event;
  // Like an error of real I/O it has no frames: they would be the engine's.
  const error = withFrames(0, () => errors?.[fault]?.({ key, args }) ?? new OperationError(name, fault));
  refuse(run, event, error);
}

/** The request takes effect at the server; the answer comes in an event of its own. */
export function deliverRequest(run: Run, request: Event, fault: Fault | undefined): void {
  if (fault !== undefined) {
    fail(run, request, fault);
    return;
  }
  let value: unknown;
  try {
    value = request.effect?.();
  } catch (error) {
    send(run, request, thrower(error));
    return;
  }
  if (value instanceof Promise) {
    value.then(
      (settled: unknown) => send(run, request, () => settled),
      (error: unknown) => send(run, request, thrower(error)),
    );
  } else send(run, request, () => value);
}

/** The server has the answer: its way back begins. */
function send(run: Run, request: Event, effect: () => unknown): void {
  if (run.over || request.task.dead) return;
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
  reply.counterpart = request;
  request.counterpart = reply;
}
