import type { BreakerOptions } from './circuit-breaker.ts';
import type { Exchange } from './exchange.ts';
import { isRecent, push, type Ring, type SequentialRule } from './sequential.ts';

/** What is known of a model: closed, calls go through; open, they do not. Each change of phase begins an epoch. */
export type ModelState =
  | { readonly phase: 'closed'; readonly epoch: number; readonly records: Ring }
  | {
      readonly phase: 'open';
      readonly epoch: number;
      readonly records: Ring;
      /** From when on one call may try the model, in milliseconds since the epoch. */
      readonly probeAt: number;
      readonly probing: boolean;
    };

export interface Admission {
  readonly decision: 'send' | 'probe' | 'refuse';
  readonly epoch: number;
}

/** The end of a call: its status, when it ended, and in which epoch it had been let through, if known. */
export interface Result {
  readonly status: number;
  readonly at: number;
  readonly epoch?: number;
}

export interface HardenedSettings {
  readonly failureRatio: number;
  readonly maxRecords: number;
  readonly windowMs: number;
  readonly minimumSample: number;
  readonly coolDownMs: number;
}

export function hardenedSettings(options: BreakerOptions): HardenedSettings {
  const { failureRatio = 0.8, maxRecords = 100, windowMs = 60_000 } = options;
  const { minimumSample = 10, coolDownMs = 30_000 } = options;
  return { failureRatio, maxRecords, windowMs, minimumSample, coolDownMs };
}

export const healthy: ModelState = { phase: 'closed', epoch: 0, records: [] };

/** What a status says of the upstream: 0 and a client's own errors say nothing. */
export function verdictOn(status: number): 'success' | 'failure' | 'nothing' {
  if (status === 429 || status >= 500) return 'failure';
  return status >= 200 && status < 400 ? 'success' : 'nothing';
}

/** The status that an exchange counts as: a broken or endless response is a failure, whatever it began with. */
export function judgedStatus({ status, end }: Exchange): number {
  if (end.kind === 'complete' || verdictOn(status) === 'failure') return status;
  if (end.kind === 'dropped') return 502;
  // Precaution clients-say-nothing: a client that leaves, or whose own limit is short, comes between the
  // response and its record at will. Counted as a failure it trips the model, as a success it masks an outage.
  return end.kind === 'timed-out' && end.limit === 'gateway' ? 504 : 0;
}

/** May a call be sent? Only one at a time once the model was left alone for the cool-down. */
export function admit(state: ModelState, now: number): Admission {
  const { epoch } = state;
  if (state.phase === 'closed') return { decision: 'send', epoch };
  return { decision: state.probing || now < state.probeAt ? 'refuse' : 'probe', epoch };
}

export const startProbe = (state: ModelState): ModelState =>
  state.phase === 'open' ? { ...state, probing: true } : state;

/** What the end of a call makes of the state. */
export function settle(state: ModelState, result: Result, settings: HardenedSettings): ModelState {
  const verdict = verdictOn(result.status);
  if (state.phase === 'open' && result.epoch === state.epoch) {
    // Precaution epoch-of-admission: a call that was sent before the outage may end, well, in the middle of it.
    // Only the probe was let through in this epoch, so only the probe can close, and reopen, the model.
    if (verdict === 'success') return { phase: 'closed', epoch: state.epoch + 1, records: [] };
    // Precaution probe-given-back: the probe's client may leave before there is a verdict. The next call may
    // then probe at once; else everybody waits for a result that never comes.
    const probeAt = verdict === 'failure' ? result.at + settings.coolDownMs : state.probeAt;
    return { ...state, probeAt, probing: false };
  }
  if (verdict === 'nothing') return state;
  // Precaution outage-is-over: calls of the outage that hung for a minute fail after the probe has closed the
  // model. They say nothing of the recovered model and would trip it again.
  if (state.phase === 'closed' && (result.epoch ?? state.epoch) !== state.epoch) return state;
  const records = push(state.records, { status: result.status, at: result.at }, settings.maxRecords);
  return state.phase === 'closed' && trips(records, result.at, settings)
    ? {
        phase: 'open',
        epoch: state.epoch + 1,
        records,
        probeAt: result.at + settings.coolDownMs,
        probing: false,
      }
    : { ...state, records };
}

function trips(records: Ring, now: number, settings: HardenedSettings): boolean {
  const recent = records.filter((record) => isRecent(record, now, settings.windowMs));
  // Precaution minimum-sample: whichever call ends first after a quiet time is all there is to judge by.
  if (recent.length < settings.minimumSample) return false;
  const failed = recent.filter((record) => verdictOn(record.status) === 'failure');
  return failed.length / recent.length >= settings.failureRatio;
}

/** The hardened variant's records and checks, without its calls: no probe is ever under way. */
export function hardenedRule(settings: HardenedSettings): SequentialRule<ModelState> {
  return {
    initial: healthy,
    record: (state, { status, at }) => settle(state, { status, at }, settings),
    isAvailable: (state, now) => admit(state, now).decision !== 'refuse',
  };
}
