/*
 * A call takes long; meanwhile the model fails whoever else calls it, and is left alone. Then the long one ends, well, or
 * with what its client did wrong. It says nothing of the outage, and yet it is a record like any other. From
 * [circuit-breaker-pr]: the last records are kept, whatever they say; of ours, those that say anything (rule.ts).
 * Invariant: what is kept of a model is what the rule says. No faults: a sum.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { type CallRecord, circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { aloneMemory } from './alone.ts';
import { sleep, small } from './gateway.ts';
import { breakerKinds } from './oracles.ts';
import { ruleOf } from './rule.ts';
import { ScriptedUpstream } from './scripted-upstream.ts';

const INVARIANT = 'keeps-by-its-rule';
const SLOW_MS = 2_000;

export default scenario('a late end is kept', circuitBreakers, {
  kinds: breakerKinds,
  invariants: [INVARIANT],
  runs: 1,
  run(sim, variant, _, variantId) {
    const rule = ruleOf(variantId);
    const upstream = new ScriptedUpstream();
    const breaker = variant.create({ memory: aloneMemory(), upstream }, small);
    let wrong: CheckResult | undefined;
    const model = async (name: string, lateStatus: number): Promise<void> => {
      const ends: CallRecord[] = [];
      const call = async (id: string, status: number, responseMs: number): Promise<void> => {
        upstream.scripts.set(id, { status, responseMs, bodyMs: 0, drops: false });
        const reply = await breaker.call(name, { id });
        if (reply.kind === 'answered') ends.push({ status, at: 0 });
      };
      const late = call(`${name}.late`, lateStatus, SLOW_MS);
      for (let n = 1; n <= 3; n++) await call(`${name}.${n}`, 429, 10);
      await late;
      await sleep(1);
      const due = JSON.stringify(rule.kept(ends, small).map(({ status }) => status));
      const kept = JSON.stringify((await breaker.records(name)).map(({ status }) => status));
      if (kept !== due)
        wrong ??= violated(INVARIANT, 'lost-record', `${name} keeps ${kept}, not ${due}`, sim.step);
    };
    sim.task('clients', async () => {
      for (const status of [200, 404, 503]) await model(`late-${status}`, status);
    });
    return () => [wrong ?? held(INVARIANT)];
  },
});
