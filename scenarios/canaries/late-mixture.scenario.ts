/*
 * A short task begins in the second half of a long one, and then writes in as many places as it has writes. Uniform over
 * all interleavings of the two that is one in some dozens. Uniform choice at each step lets the short one begin at once;
 * priorities let one of the two run on; and a hold for each place is more than any strategy of holds has.
 */
import { held, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'early-or-together';
const LONG = 24;
const SHORT = 4;

const strategies = strategiesAs({ surw: {} });

export default scenario('a short task is mixed into the second half of a long one', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 1500,
  run(sim) {
    const written: string[] = [];
    const loop = (name: string, writes: number, earliestMs: number): void => {
      const write = sim.operation('write', { latencyMs: [earliestMs, Infinity] });
      sim.task(name, async () => {
        for (let i = 0; i < writes; i++) await write.call(name, () => written.push(name));
      });
    };
    loop('long', LONG, 0);
    loop('short', SHORT, 1);
    return () => {
      const places = written.flatMap((name, index) => (name === 'short' ? [index] : []));
      const isMixed = places.every((place) => place >= LONG / 2 && written[place + 1] === 'long');
      return isMixed && written.length === LONG + SHORT
        ? [violated(INVARIANT, 'wrong-result', `the short task wrote at ${places.join(', ')}`)]
        : [held(INVARIANT)];
    };
  },
});
