/*
 * Threads check a model while others record the ends of calls, good and bad, and records grow old meanwhile. Each check
 * and each record is a sequence of loads, stores and locks. Time is passed in as each operation begins.
 * Invariant: availability is a pure function of the records and the clock: some order of the operations, one after
 * the other by the variant's rule as its source says it (rule.ts), explains every answer.
 * No faults: threads use memory alone, and nothing there can be cancelled or fail.
 */
import fc from 'fast-check';
import { History, linearizable, scenario, type SequentialModel } from 'heddle';
import { circuitBreakers } from '../../systems/circuit-breaker/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Gateway, MODEL } from './gateway.ts';
import { type Ends, type Rule, ruleOf } from './rule.ts';

type Operation = { readonly at: number; readonly status?: number };

/** Small, and a window that passes within a run. */
const options = {
  errorThreshold: 2,
  failureRatio: 0.5,
  maxRecords: 2,
  minimumSample: 2,
  windowMs: 30,
  coolDownMs: 30,
};

const operations = fc.array(fc.constantFrom<number | null>(429, 429, 504, 200, 0, null, null), {
  minLength: 1,
  maxLength: 2,
});

export default scenario('availability while records come', circuitBreakers, {
  workload: fc.record({ threads: fc.array(operations, { minLength: 2, maxLength: 3 }) }),
  invariants: ['linearizable'],
  claims: claimedIn('circuit-breaker-pr, review: a lock for each model', {
    'b4-load-or-store': { linearizable: 'holds' },
  }),
  expect: reasoned(
    violatedBy({ linearizable: ['b1-error-list', 'b3rw-read-lock-first', 'mutant-load-then-store'] }),
    {
      linearizable: {
        'b1-error-list': 'two copies of the list at once: one is lost',
        'b3rw-read-lock-first': 'two that find none make one each',
        'mutant-load-then-store': 'two that find none make one each',
      },
    },
  ),
  run(sim, variant, { threads }, variantId) {
    const gateway = new Gateway(sim, variant, options);
    const history = new History<Operation, boolean | null>();
    const perform = (client: string, status: number | null): Promise<boolean | null> => {
      const at = sim.nowMs;
      if (status === null) {
        return history.record(client, { at }, () => gateway.breaker.isAvailable(MODEL, at));
      }
      const record = (): Promise<null> => gateway.breaker.record(MODEL, status, at).then(() => null);
      return history.record(client, { at, status }, record);
    };
    threads.forEach((statuses, i) => {
      gateway.actor(`thread${i + 1}`, async () => {
        for (const status of statuses) await perform(`thread${i + 1}`, status);
      });
    });
    sim.task('last', async () => {
      await gateway.quiet();
      await perform('last', null);
    });
    return () => [linearizable(history, modelOf(ruleOf(variantId)))];
  },
});

function modelOf(rule: Rule): SequentialModel<Ends, Operation, boolean | null> {
  return {
    initial: [],
    apply: (ends, { status, at }) =>
      status === undefined ? [ends, rule.isAvailable(ends, at, options)] : [[...ends, { status, at }], null],
    describe: ({ status, at }, output) =>
      status === undefined ? `check at ${at} ${answers.get(output) ?? ''}` : `record ${status} at ${at}`,
  };
}

const answers = new Map<boolean | null | undefined, string>([
  [true, '→ available'],
  [false, '→ unavailable'],
]);
