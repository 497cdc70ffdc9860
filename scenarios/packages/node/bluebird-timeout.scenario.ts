import Bluebird from 'bluebird-3.5.1';
import { held, scenario, violated } from 'heddle';

/**
 * petkaantonov/bluebird#1417, open since 2017: a promise that a timer of 1000 ms fulfils times out after 1001 ms. Where
 * the loop is a millisecond late, both timers are due in one turn; the first one's fulfilment waits for an immediate of
 * bluebird's, and the second one asks whether the derived promise is pending. It is; #1449 asks the original one.
 */
const bluebird = {
  id: 'packages',
  variants: {
    '3.5.1': (promise: Bluebird<string>, ms: number) => promise.timeout(ms),
    '#1449': (promise: Bluebird<string>, ms: number) =>
      new Bluebird<string>((resolve, reject) => {
        const timer = setTimeout(() => promise.isPending() && reject(new Error('operation timed out')), ms);
        promise.then((value) => (clearTimeout(timer), resolve(value)), reject);
      }),
  },
};

export default scenario('bluebird: a timeout just after the promise is fulfilled', bluebird, {
  node: true,
  invariants: ['in-time'],
  expect: { '3.5.1': { 'in-time': 'violated' } },
  runs: 100,
  run(sim, timeout) {
    let end = '';
    sim.task('caller', async () => {
      const slow = new Bluebird<string>((resolve) => setTimeout(() => resolve('finished'), 1000));
      end = await timeout(slow, 1001).catch(({ message }: Error) => message);
    });
    return () => [end === 'finished' ? held('in-time') : violated('in-time', 'wrong-result', end)];
  },
});
