/*
 * Calls of different models, one after the other, that end in every way: complete, broken off, without a response, out
 * of the gateway's time or the client's own, left by the client. From [circuit-breaker-pr]: calls last up to 60 s, a
 * client may ask for a shorter timeout or cancel; the status is known when the response starts, and recorded when the
 * body was streamed.
 * Invariants: the client is told what became of the call, in time; what is recorded is what the variant's source says of
 * such an end (rule.ts); no timer is left behind.
 * No faults: how the upstream answers is the workload.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import {
  type BreakerVariant,
  Cancelled,
  circuitBreakers,
  type Reply,
  Task,
} from '../../systems/circuit-breaker/index.ts';
import { noTimerLeftBehind, timerKinds } from '../timers.ts';
import { aloneMemory } from './alone.ts';
import { sleep } from './gateway.ts';
import { breakerKinds } from './oracles.ts';
import { type Exchange, ruleOf } from './rule.ts';
import { type Script, ScriptedUpstream } from './scripted-upstream.ts';

/** Timers are that late at most, and there are a few one after the other. */
const LATENESS_MS = 10;
const MAX_CALL_MS = 60_000;

interface Call extends Script {
  /** The client's own limit; null: it has none. */
  readonly timeoutMs: number | null;
  /** When the client leaves; null: never. */
  readonly leavesMs: number | null;
}

type Told = Reply | 'cancelled';

// No two of these, nor their sums, are close: what comes first is no matter of chance.
const call = fc.record<Call>({
  status: fc.constantFrom(null, 200, 200, 200, 302, 404, 429, 500, 503),
  responseMs: fc.constantFrom(50, 50, 50, 300, 59_000, 61_000),
  bodyMs: fc.constantFrom(30, 30, 500, 2_000),
  drops: fc.constantFrom(false, false, true),
  timeoutMs: fc.constantFrom(null, null, 200, MAX_CALL_MS, 90_000),
  leavesMs: fc.constantFrom(null, null, null, 20, 65, 120, 59_300),
});

const plain: Call = {
  status: 200,
  responseMs: 50,
  bodyMs: 30,
  drops: false,
  timeoutMs: null,
  leavesMs: null,
};
const calls = [
  ...fc.sample(call, { seed: 1, numRuns: 100 }),
  { ...plain, responseMs: 61_000, timeoutMs: 90_000 },
  // A short one at the end: a timer that it left would run on beyond it.
  plain,
];

export default scenario('what clients are told', circuitBreakers, {
  kinds: {
    ...breakerKinds,
    ...timerKinds,
  },
  runs: 1,
  invariants: ['reply-as-it-ended', 'recorded-as-it-ended', 'no-timer-left-behind'],
  run(sim, variant: BreakerVariant, _, variantId) {
    const rule = ruleOf(variantId);
    const upstream = new ScriptedUpstream();
    const breaker = variant.create({ memory: aloneMemory(), upstream });
    const results: CheckResult[] = [];
    let timersUntilMs = 0;
    const complain = (invariant: string, kind: string, message: string): void => {
      if (!results.some((result) => result.invariant === invariant))
        results.push(violated(invariant, kind, message, sim.step));
    };
    sim.task('clients', async () => {
      for (const [i, call] of calls.entries()) {
        const model = `m${i + 1}`;
        upstream.scripts.set(model, call);
        const beganMs = sim.nowMs;
        const told = await toldOf(call, (scope) => breaker.call(model, requestOf(model, call), scope));
        const tookMs = sim.nowMs - beganMs;
        // Those of the upstream and of the client who leaves; the breaker's are to be gone.
        timersUntilMs = Math.max(timersUntilMs, beganMs + lastTimerOf(call));
        const { exchange, reply, dueMs } = outcomeOf(call);
        const story = JSON.stringify(call);
        if (JSON.stringify(told) !== JSON.stringify(reply) || Math.abs(tookMs - dueMs) > LATENESS_MS) {
          const due = `${JSON.stringify(reply)} after ${dueMs} ms`;
          complain(
            'reply-as-it-ended',
            'wrong-result',
            `${story}: ${JSON.stringify(told)} after ${tookMs} ms, not ${due}`,
          );
        }
        // A cancelled call's record may come a moment later.
        await sleep(1);
        const status = rule.recorded(exchange);
        const ends = status === undefined ? [] : [{ status, at: 0 }];
        const kept = (await breaker.records(model)).map((record) => ({ ...record, at: 0 }));
        const due = JSON.stringify(rule.kept(ends, {}));
        if (JSON.stringify(kept) !== due)
          complain(
            'recorded-as-it-ended',
            'lost-record',
            `${story}: kept ${JSON.stringify(kept)}, not ${due}`,
          );
      }
      timersUntilMs = Math.max(timersUntilMs, sim.nowMs);
    });
    return () => {
      const broken = results.map(({ invariant }) => invariant);
      const all = ['reply-as-it-ended', 'recorded-as-it-ended'];
      return [
        ...results,
        ...all.filter((invariant) => !broken.includes(invariant)).map(held),
        noTimerLeftBehind(sim.nowMs, timersUntilMs, LATENESS_MS),
      ];
    };
  },
});

function requestOf(id: string, { timeoutMs }: Call) {
  return timeoutMs === null ? { id } : { id, timeoutMs };
}

async function toldOf({ leavesMs }: Call, begin: (scope: Task<Reply>) => Promise<Reply>): Promise<Told> {
  const task = Task.start<Reply>('client', begin);
  const leaving = leavesMs === null ? undefined : setTimeout(() => task.cancel(), leavesMs);
  try {
    return await task.result;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    return 'cancelled';
  } finally {
    clearTimeout(leaving);
  }
}

function lastTimerOf({ responseMs, bodyMs, status }: Call): number {
  return responseMs + (status === null ? 0 : bodyMs);
}

/** What becomes of a call, and when. */
function outcomeOf(call: Call): {
  readonly exchange: Exchange;
  readonly reply: Told;
  readonly dueMs: number;
} {
  const { status, responseMs, bodyMs, drops, timeoutMs, leavesMs } = call;
  const limitMs = Math.min(timeoutMs ?? MAX_CALL_MS, MAX_CALL_MS);
  const cutMs = Math.min(limitMs, leavesMs ?? Infinity);
  const cut =
    leavesMs !== null && leavesMs < limitMs
      ? 'left'
      : limitMs < MAX_CALL_MS
        ? 'client-timeout'
        : 'gateway-timeout';
  if (status === null || cutMs < responseMs) {
    const end = cutMs < responseMs ? cut : 'dropped';
    const reply: Told =
      end === 'left' ? 'cancelled' : { kind: 'failed', status: end === 'dropped' ? 500 : 504 };
    return { exchange: { end }, reply, dueMs: Math.min(cutMs, responseMs) };
  }
  const endMs = responseMs + bodyMs;
  const end = cutMs < endMs ? cut : drops ? 'dropped' : 'complete';
  const reply: Told =
    end === 'left' ? 'cancelled' : { kind: 'answered', status, complete: end === 'complete' };
  return { exchange: { status, end }, reply, dueMs: Math.min(cutMs, endMs) };
}
