/*
 * Shutdown while subscribers wait for snapshots, or do not read at all, and a request still publishes. The end of a
 * subscription is a message in a queue of bounded length: `close` waits for room, and a later snapshot drops the oldest
 * message, whatever it is. Invariants: shutdown ends; a subscriber who reads gets his snapshots in order, and
 * then his end.
 * No faults: the database has nothing to do here.
 */
import fc from 'fast-check';
import { boundedStop, closingSignalArrives, Inbox, messagesInOrder, scenario, StopProbe } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { reasoned, violatedBy } from '../expected.ts';
import { Fleet, SHUTDOWN_TIMEOUT_MS } from './fleet.ts';
import { originals } from './variants.ts';

export default scenario('shutdown with subscribers', modelRouter, {
  workload: fc.record({
    queueLimit: fc.integer({ min: 1, max: 2 }),
    // One entry a subscriber: whether it reads.
    reads: fc.array(fc.boolean(), { minLength: 1, maxLength: 2 }),
    publications: fc.integer({ min: 1, max: 3 }),
  }),
  invariants: ['bounded-stop', 'closing-signal-arrives', 'messages-in-order'],
  expect: reasoned(
    violatedBy({
      'no-deadlock': originals,
      'bounded-stop': originals,
      'closing-signal-arrives': originals,
    }),
    {
      'no-deadlock': 'the end waits for room in a queue that nobody reads',
      'bounded-stop': 'the end waits for room in a queue that nobody reads',
      'closing-signal-arrives': 'a full queue drops its oldest message, whatever that is',
    },
  ),
  run(sim, variant, { queueLimit, reads, publications }) {
    const fleet = new Fleet(sim, variant, { subscriberQueueLimit: queueLimit });
    const { router } = fleet;
    const probe = new StopProbe(sim);
    const inboxes: Inbox[] = [];
    reads.forEach((isReading, i) => {
      // Before the signal: nobody subscribes to a router that is shutting down.
      const subscribed = router.subscribe();
      if (!isReading) return;
      const inbox = new Inbox(sim, `subscriber${i + 1}`);
      inboxes.push(inbox);
      const read = async (): Promise<void> => {
        const subscription = await subscribed;
        for (;;) {
          const snapshot = await subscription.next();
          if (snapshot === undefined) return inbox.closed();
          inbox.received(snapshot.sequence);
        }
      };
      sim.task(inbox.name, read, { daemon: true });
    });
    const request = sim.operation('request');
    sim.task('requests', async () => {
      for (let i = 1; i <= publications; i++) {
        await request.call(i, () => {});
        await router.publish();
      }
    });
    sim.task('sigterm', () => probe.run(() => router.shutdown()), { late: true });
    return () => [
      boundedStop(probe, SHUTDOWN_TIMEOUT_MS),
      closingSignalArrives(inboxes),
      messagesInOrder(inboxes),
    ];
  },
});
