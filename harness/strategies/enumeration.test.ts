import { expect, test } from 'vitest';
import { anyTime, enumerate, orderingsOf, programOf } from '../explore/enumerate.fixture.ts';

test('two timers of one duration fire in the order in which they were set, as in Node', async () => {
  const orders = await orderingsOf(
    programOf((sim) => {
      sim.task('a', () => new Promise<void>((resolve) => void setTimeout(resolve, 5)));
      sim.task('b', () => new Promise<void>((resolve) => void setTimeout(resolve, 5)));
    }),
  );
  expect(
    [...orders].every(
      (order) =>
        order.indexOf('a: start') < order.indexOf('b: start') ===
        order.indexOf('a: timeout') < order.indexOf('b: timeout'),
    ),
  ).toBe(true);
});

test('a background timer that never ends is let go four times in a row, so that there is an end', async () => {
  let most = 0;
  let ticks = 0;
  const polling = programOf((sim) => {
    const call = sim.operation('call', anyTime);
    ticks = 0;
    const poll = async (): Promise<never> => {
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, 10));
        ticks += 1;
      }
    };
    sim.task('poller', poll, { daemon: true });
    sim.task('caller', () => call.call(undefined, () => {}));
    return () => void (most = Math.max(most, ticks));
  });
  const runs = await enumerate(polling, () => {});
  expect(runs).toBeLessThan(100);
  // Four before the caller starts, four more before it is answered.
  expect(most).toBe(8);
});

test('replies of one connection come alone in each order, and together in each', async () => {
  const seen = new Set<string>();
  const chunked = programOf((sim) => {
    const receive = sim.operation('receive', {
      ...anyTime,
      channel: sim.channel('socket', { order: 'any' }),
    });
    const log: string[] = [];
    for (const name of ['a', 'b']) {
      void sim.spawn({ name, daemon: false, cancel: () => {} }, async () => {
        await receive.call(name, () => log.push(name));
        log.push(`${name}'`);
      });
    }
    return () => void seen.add(log.join(' '));
  });
  await enumerate(chunked, () => {});
  expect([...seen].sort()).toEqual(["a a' b b'", "a b a' b'", "b a b' a'", "b b' a a'"]);
});

test('a crash, and the cancellation of one task or of another, are orderings of their own', async () => {
  const hashes = new Set<number>();
  const cancellable = programOf(
    (sim) => {
      const call = sim.operation('call', anyTime);
      for (const name of ['a', 'b', 'c']) {
        void sim.spawn({ name, daemon: false, cancel: () => {} }, () => call.call(name, () => {}));
      }
    },
    { faults: { cancel: ['a', 'b', 'c'], crash: true } },
  );
  const runs = await enumerate(cancellable, (run) => void hashes.add(run.hashOrder(0)));
  expect(hashes.size).toBe(runs);
});
