/*
 * The review's main point ([circuit-breaker-pr]): of the ring of errors, "consider moving the mutex down …: that way we can
 * record failures for two different models simultaneously"; of the lock for the table, "taking a lock every time we need to
 * load a model circuit breaker isn't great, as it essentially means we can never do so in parallel"; then a read lock first
 * ("there can be any number of concurrent reads"), or `sync.Map`; and of a lock per model, that it "isn't great … but at least
 * it is specific to the model". Twenty calls of as many models, known before, end at once; then twenty of one model.
 * Invariant: records of different models do not wait for each other. The numbers: how many waited for a lock, and how long
 * in all, where each access takes a millisecond.
 * One run in the prompt order: contention needs no race.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { MeteredMemory } from './metered-memory.ts';

const INVARIANT = 'models-independent';
const CALLS = 20;
const columns = ['models: waits', 'models: wait ms', 'one model: waits', 'one model: wait ms'] as const;
const noWait = { 'models: waits': 0, 'models: wait ms': 0 };

export default scenario('what the locks cost', circuitBreakers, {
  kinds: { 'needless-wait': 'Somebody waited for another with whom there was nothing to share.' },
  invariants: [INVARIANT],
  claims: claimedIn('circuit-breaker-pr, review: the mutex, and a lock every time', {
    'b2-ring-of-errors': { [INVARIANT]: 'violated' },
    'b3-failure-ratio': { [INVARIANT]: 'violated' },
    'b3rw-read-lock-first': { [INVARIANT]: 'holds' },
    'b4-load-or-store': { [INVARIANT]: 'holds' },
  }),
  expect: reasoned(
    violatedBy({ [INVARIANT]: ['b0-one-error', 'b2-ring-of-errors', 'b3-failure-ratio', 'b3z-status-zero'] }),
    {
      [INVARIANT]: {
        'b0-one-error': 'one lock for all records',
        'b3z-status-zero': 'one lock for the table',
      },
    },
  ),
  documented: {
    source: 'circuit-breaker-pr: never in parallel, or any number of concurrent reads',
    columns,
    figures: {
      'b2-ring-of-errors': { 'models: waits': '> 0' },
      'b3-failure-ratio': { 'models: waits': '> 0' },
      'b3rw-read-lock-first': noWait,
      'b4-load-or-store': noWait,
    },
  },
  runs: 1,
  run(sim, variant) {
    const memory = new MeteredMemory(sim);
    const upstream = { send: () => Promise.reject(new Error('nobody calls')) };
    const breaker = variant.create({ memory, upstream }, {});
    const models = Array.from({ length: CALLS }, (_, i) => `m${i + 1}`);
    sim.task('gateway', async () => {
      for (const model of models) await breaker.record(model, 429);
      for (const [of, called] of [
        ['models', models],
        ['one model', models.map(() => 'm1')],
      ] as const) {
        memory.forget();
        const ends = called.map((model, i) => sim.task(`${of}.${i + 1}`, () => breaker.record(model, 429)));
        await Promise.all(ends.map(({ promise }) => promise));
        sim.measure(`${of}: waits`, memory.waits);
        sim.measure(`${of}: wait ms`, memory.waitMs);
        if (of === 'models') waits = memory.waits;
      }
    });
    let waits = 0;
    return (): CheckResult[] => {
      if (waits === 0) return [held(INVARIANT)];
      const message = `${waits} of ${CALLS} records, each of a model of its own, waited for a lock`;
      return [violated(INVARIANT, 'needless-wait', message)];
    };
  },
});
