import type { Channel } from './channel.ts';
import { deliverOperation, errorOf, replyTo, serve, thrower } from './deliver-operation.ts';
import type { Event, Fault } from './event.ts';
import type { Run } from './run.ts';

/** A fault that ends the channel. */
const BREAK = 'break';

/** A request reaches the server over its channel; its answer leaves in turn. */
export function deliverRequestOverChannel(run: Run, request: Event, fault: Fault | undefined): void {
  if (fault === BREAK) {
    breakAt(run, request, request);
    return;
  }
  channelOf(request).connectionOf(request)?.arrive(request);
  if (fault === undefined) serve(run, request, sendOver);
  else sendOver(run, request, thrower(errorOf(request, fault)));
}

/** What has no reply of its own reaches the server over its channel, and is answered there and then. */
export function deliverOperationOverChannel(run: Run, event: Event, fault: Fault | undefined): void {
  if (fault === BREAK) {
    breakAt(run, event, event);
    return;
  }
  const connection = channelOf(event).connectionOf(event);
  connection?.arrive(event);
  deliverOperation(run, event, fault);
  connection?.finish(event);
}

/** A reply comes back over its channel. */
function deliverReplyOverChannel(run: Run, reply: Event, fault: Fault | undefined): void {
  const request = reply.counterpart as Event;
  if (fault === BREAK) {
    breakAt(run, reply, request);
    return;
  }
  channelOf(reply).connectionOf(request)?.finish(request);
  deliverOperation(run, reply, fault);
}

function sendOver(run: Run, request: Event, effect: () => unknown): void {
  if (run.over || request.task.dead) return;
  // Where the channel has ended, nobody waits for the answer.
  const connection = channelOf(request).connectionOf(request);
  connection?.reply(request, () => replyTo(request, run.nowMs, effect, deliverReplyOverChannel));
}

function breakAt(run: Run, event: Event, request: Event): void {
  const channel = channelOf(event);
  const { errors } = event.type;
  const error = errors?.[BREAK] === undefined ? channel.broken() : errorOf(event, BREAK);
  channel.connectionOf(request)?.finish(request);
  run.observer?.answered('error', error);
  event.reject?.(error);
  channel.break(error);
}

function channelOf(event: Event): Channel {
  return event.type.connection as Channel;
}
