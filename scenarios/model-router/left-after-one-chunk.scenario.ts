/*
 * A client reads one chunk of its completion and leaves. From [nomyo-router]: each chunk that reports tokens is counted
 * as it passes, so what a client has got is used, whether it stays for the rest or not.
 * Invariants: the tokens that were handed out are counted, and no more than the endpoint sent; the usage counters are back
 * at 0.
 * No faults: leaving is the story; clients who are cancelled have one of their own.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { usageBackAtZero } from './completions.ts';
import { chunk, MODEL } from './endpoints.ts';
import { Fleet } from './fleet.ts';
import { beyondItsOwnLock } from './variants.ts';

const invariants = ['handed-out-is-counted', 'zero-at-end'] as const;
const chunks = [chunk(5), chunk(3)];
const SENT = 8;

export default scenario('a stream left after one chunk', modelRouter, {
  kinds: { miscount: 'What was handed out is not what was counted.' },
  invariants,
  notApplicable: beyondItsOwnLock(...invariants),
  expect: reasoned(violatedBy({ 'no-deadlock': ['v3-snapshot-under-lock'] }), {
    'no-deadlock': 'publishes under the usage lock, and takes it again',
  }),
  runs: 60,
  run(sim, variant) {
    const fleet = new Fleet(sim, variant, { chunks });
    let handedOut = 0;
    sim.task('client', async () => {
      fleet.router.startWorkers();
      await fleet.warmUp();
      const stream = await fleet.router.complete(MODEL, 'hello');
      const first = await stream.next();
      if (first.done !== true) handedOut += first.value.completionTokens;
      await stream.return();
    });
    return (): CheckResult[] => {
      const tokens = { ...fleet.router.usage().tokens, ...fleet.counters?.values('tokens') };
      const counted = Object.values(tokens).reduce((sum, count) => sum + count, 0);
      const message = `${handedOut} tokens were handed out, ${SENT} sent, and ${counted} are counted`;
      return [
        handedOut > 0 && counted >= handedOut && counted <= SENT
          ? held('handed-out-is-counted')
          : violated('handed-out-is-counted', 'miscount', message),
        usageBackAtZero(fleet),
      ];
    };
  },
});
