/*
 * Subscribers read some snapshots and leave while requests publish; a snapshot travels to each subscriber before it is
 * queued there. From [router-document], problem 5 (subscriber management): the set of subscribers was iterated over
 * awaits.
 * Invariant: a subscriber gets snapshots in order, and none after it has unsubscribed.
 * No faults: there is none in the menu for what travels between processes.
 */
import fc from 'fast-check';
import { type CheckResult, held, Inbox, messagesInOrder, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn, reasoned, violatedBy } from '../expected.ts';
import { Fleet } from './fleet.ts';

export default scenario('subscribers come and go', modelRouter, {
  workload: fc.record({
    // One entry a subscriber: how many snapshots it reads before it leaves.
    reads: fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 2 }),
    publishers: fc.integer({ min: 2, max: 3 }),
  }),
  invariants: ['messages-in-order', 'nothing-after-unsubscribing'],
  claims: claimedIn('router-document, problem 5', {
    'v2-cache-locks': { 'messages-in-order': 'holds', 'nothing-after-unsubscribing': 'holds' },
  }),
  expect: reasoned(
    violatedBy({
      'messages-in-order': ['u2-unlocked-subscribers'],
      'nothing-after-unsubscribing': ['u2-unlocked-subscribers'],
    }),
    {
      'messages-in-order': 'the set is gone through over awaits, by several at once',
      'nothing-after-unsubscribing':
        'the set is gone through over awaits, and who has left meanwhile is still served',
    },
  ),
  run(sim, variant, { reads, publishers }) {
    const { router } = new Fleet(sim, variant, { delivery: true });
    const inboxes = reads.map((_, i) => new Inbox(sim, `subscriber${i + 1}`));
    /** How many snapshots were queued for a subscriber after it had unsubscribed. */
    const queuedSince: (() => number)[] = [];
    inboxes.forEach((inbox, i) => {
      const readAndLeave = async (): Promise<void> => {
        const subscription = await router.subscribe();
        for (let read = 0; read < (reads[i] ?? 0); read++) {
          const snapshot = await subscription.next();
          if (snapshot !== undefined) inbox.received(snapshot.sequence);
        }
        await router.unsubscribe(subscription);
        const { size } = subscription;
        queuedSince[i] = () => subscription.size - size;
      };
      sim.task(inbox.name, readAndLeave, { daemon: true });
    });
    for (let i = 1; i <= publishers; i++) sim.task(`publisher${i}`, () => router.publish());
    const noneQueuedLater = (): CheckResult => {
      const late = inboxes.find((_, i) => (queuedSince[i]?.() ?? 0) > 0);
      if (late === undefined) return held('nothing-after-unsubscribing');
      const message = `a snapshot was queued for ${late.name} after it had unsubscribed`;
      return violated('nothing-after-unsubscribing', 'out-of-order', message);
    };
    return () => [messagesInOrder(inboxes), noneQueuedLater()];
  },
});
