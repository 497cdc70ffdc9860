/*
 * One call after the other of one model, whose upstream fails, recovers and fails again; some clients send what the
 * upstream refuses. Between calls little or much time goes by. By each variant's rule (rule.ts); ours leaves a model alone
 * for half a minute, then lets one call try it: where that works, all begins anew; where it fails, another half minute;
 * where it says nothing, the next call tries.
 * Invariants: a call is refused when the rule says that the model is unavailable, and not otherwise; what is kept of its
 * calls is what the rule says, from the recovery on.
 * One client, no faults: a sum.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { type CallRecord, circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { aloneMemory } from './alone.ts';
import { sleep, small } from './gateway.ts';
import { breakerKinds, isRefusal } from './oracles.ts';
import { coolDownOf, isOutage, ruleOf, saysOf } from './rule.ts';
import { ScriptedUpstream } from './scripted-upstream.ts';

const INVARIANT = 'refused-by-the-rule';
const KEPT = 'keeps-by-its-rule';
const CALL_MS = 10;

interface Step {
  readonly status: number;
  readonly calls: number;
  /** Before the first of them. */
  readonly waitMs: number;
}

/** What is to be thought of the model before each call. */
interface Expected {
  isRefused(now: number): boolean;
  ended(status: number, at: number): void;
  /** The statuses that are kept, oldest first. */
  kept(): readonly number[];
}

const steps = fc.array(
  fc.record<Step>({
    status: fc.constantFrom(429, 429, 503, 504, 200, 200, 404),
    calls: fc.integer({ min: 1, max: 4 }),
    // Half a minute, a minute and five minutes count; none of these comes close.
    waitMs: fc.constantFrom(0, 0, 1_000, 20_000, 31_000, 31_000, 65_000, 310_000),
  }),
  { minLength: 1, maxLength: 10 },
);

const models = fc.sample(steps, { seed: 1, numRuns: 40 });

export default scenario('calls in turn', circuitBreakers, {
  kinds: breakerKinds,
  invariants: [INVARIANT, KEPT],
  runs: 1,
  run(sim, variant, _, variantId) {
    const upstream = new ScriptedUpstream();
    const breaker = variant.create({ memory: aloneMemory(), upstream }, small);
    let wrong: CheckResult | undefined;
    let lost: CheckResult | undefined;
    sim.task('client', async () => {
      for (const [i, ofModel] of models.entries()) {
        const expected = variantId === 'hardened' ? ours() : original(variantId);
        const story: string[] = [];
        for (const { status, calls, waitMs } of ofModel) {
          await sleep(waitMs);
          for (let n = 1; n <= calls; n++) {
            const id = `m${i + 1}.${story.length + 1}`;
            upstream.scripts.set(id, { status, responseMs: CALL_MS, bodyMs: CALL_MS, drops: false });
            const refused = expected.isRefused(sim.nowMs);
            const reply = await breaker.call(`m${i + 1}`, { id });
            story.push(`${isRefusal(reply) ? 'refused' : status} at ${sim.nowMs}`);
            if (isRefusal(reply) !== refused) {
              const message = `${id} should ${refused ? '' : 'not '}have been refused: ${story.join(', ')}`;
              wrong ??= violated(INVARIANT, 'wrong-trip', message, sim.step);
            }
            if (!isRefusal(reply)) expected.ended(status, sim.nowMs);
            const kept = JSON.stringify((await breaker.records(`m${i + 1}`)).map((record) => record.status));
            const due = JSON.stringify(expected.kept());
            if (kept !== due)
              lost ??= violated(
                KEPT,
                'lost-record',
                `after ${story.join(', ')}: ${kept}, not ${due}`,
                sim.step,
              );
          }
        }
      }
    });
    return () => [wrong ?? held(INVARIANT), lost ?? held(KEPT)];
  },
});

function original(variantId: string): Expected {
  const rule = ruleOf(variantId);
  const ends: CallRecord[] = [];
  return {
    isRefused: (now) => !rule.isAvailable(ends, now, small),
    ended: (status, at) => void ends.push({ status, at }),
    kept: () => rule.kept(ends, small).map(({ status }) => status),
  };
}

function ours(): Expected {
  let telling: CallRecord[] = [];
  let retryAt: number | undefined;
  return {
    isRefused: (now) => retryAt !== undefined && now < retryAt,
    ended(status, at) {
      const says = saysOf(status);
      if (says === undefined) return;
      if (retryAt === undefined) {
        telling.push({ status, at });
        if (isOutage(telling, small)) retryAt = at + coolDownOf(small);
      } else if (says === 'fails') {
        retryAt = at + coolDownOf(small);
      } else {
        telling = [];
        retryAt = undefined;
      }
    },
    kept: () => telling.slice(-small.maxRecords).map(({ status }) => status),
  };
}
