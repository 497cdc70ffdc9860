import { type CheckResult, counted, held, listed, violated } from 'heddle';
import type { CallRecord } from '../../systems/circuit-breaker/index.ts';
import type { ClientCall } from './gateway.ts';
import type { WatchedMemory } from './watched-memory.ts';

/** What goes wrong with breakers alone. */
export const breakerKinds = {
  'wrong-trip': 'A breaker opened, stayed closed or reopened against its rule.',
  'lost-record': 'A record that was made is missing, or there are two where one is the rule.',
} as const;

/** No breaker takes the place of another that has the model's records: `one-breaker-per-model`. */
export function oneBreakerPerModel({ secondBreaker }: WatchedMemory): CheckResult {
  if (secondBreaker === undefined) return held('one-breaker-per-model');
  const { model, first, second, step } = secondBreaker;
  const message = `${model} has two breakers: ${second} took the place of ${first}`;
  return violated('one-breaker-per-model', 'lost-record', message, step);
}

/**
 * Of each model min(n, capacity) of its n records are kept, none of them twice: `no-lost-record`.
 * @param made what was recorded, each with a time of its own
 */
export function noLostRecord(
  model: string,
  made: readonly CallRecord[],
  kept: readonly CallRecord[],
  capacity: number,
): CheckResult {
  const due = Math.min(made.length, capacity);
  const ids = new Set(kept.map(({ at }) => at));
  if (ids.size === due && kept.length === due) return held('no-lost-record');
  const missing = made.filter(({ at }) => !ids.has(at)).map(nameOf);
  const message = `${model} keeps ${ids.size} of ${counted(made.length, 'record')}, not ${due}: without ${listed(missing)}`;
  return violated('no-lost-record', 'lost-record', message);
}

/** Nobody was refused before so many calls had ended that they are a sample: `minimum-sample`. */
export function noTripBelowSample(calls: readonly ClientCall[], minimumSample: number): CheckResult {
  for (const { client, model, repliedStep = 0, reply } of calls) {
    if (!isRefusal(reply)) continue;
    const ended = calls.filter((call) => call.model === model && (call.endedStep ?? Infinity) <= repliedStep);
    if (ended.length >= minimumSample) continue;
    const after = listed(ended.map(outcomeOf));
    const message = `${client} was refused after ${counted(ended.length, 'call')} (${after}); ${minimumSample} are a sample`;
    return violated('minimum-sample', 'wrong-trip', message, repliedStep);
  }
  return held('minimum-sample');
}

/**
 * Of the calls that began after the opening at most one was with the upstream at once, until one of them had
 * succeeded: `at-most-one-probe`.
 */
export function atMostOneProbe(calls: readonly ClientCall[], openedStep: number | undefined): CheckResult {
  const probes = calls
    .filter(({ beganStep, sentStep }) => beganStep >= (openedStep ?? Infinity) && sentStep !== undefined)
    .map((call) => ({ call, from: call.sentStep ?? 0, to: call.endedStep ?? Infinity }))
    .sort((a, b) => a.from - b.from);
  const closedAt = Math.min(...probes.filter(({ call }) => isSuccess(call)).map(({ to }) => to));
  for (const [i, { call, from }] of probes.entries()) {
    const other = probes.slice(0, i).find(({ to }) => to > from);
    if (other === undefined || from >= closedAt) continue;
    const message = `${other.call.client} and ${call.client} tried ${call.model} at once after it had become unavailable`;
    return violated('at-most-one-probe', 'wrong-trip', message, from);
  }
  return held('at-most-one-probe');
}

/** A client who comes long after all trouble is not refused: `model-recovers`. */
export function modelRecovers(calls: readonly ClientCall[], patient: string): CheckResult {
  const call = calls.find(({ client }) => client === patient);
  if (call === undefined || !isRefusal(call.reply)) return held('model-recovers');
  const message = `${patient} was refused by ${call.model}, long after the last call`;
  return violated('model-recovers', 'wrong-trip', message, call.repliedStep);
}

export const isRefusal = (reply: ClientCall['reply']): boolean =>
  typeof reply === 'object' && reply.kind === 'refused';

export const isSuccess = ({ reply }: ClientCall): boolean =>
  typeof reply === 'object' && reply.kind === 'answered' && reply.complete && reply.status < 400;

/** `client1: 429`. */
export function outcomeOf({ client, reply }: ClientCall): string {
  return `${client}: ${typeof reply === 'object' ? reply.status : (reply ?? 'no reply')}`;
}

const nameOf = ({ status, at }: CallRecord): string => `${status} at ${at}`;
