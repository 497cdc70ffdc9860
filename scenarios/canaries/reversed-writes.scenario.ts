/*
 * Five writes, and the failure is the last of the 120 orders that complete enumeration comes to: where it leaves out
 * anything, or stops early, it has not been there.
 */
import { held, listed, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'not-reversed';

const strategies = strategiesAs({ all: {} });

export default scenario('five writes in the reverse order', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 500,
  run(sim) {
    const write = sim.operation('write', { latencyMs: [0, Infinity] });
    const written: number[] = [];
    const put = (n: number): Promise<number> => write.call(String(n), () => written.push(n));
    sim.task('writer', () => Promise.all([1, 2, 3, 4, 5].map(put)));
    return () =>
      written.join('') === '54321'
        ? [violated(INVARIANT, 'wrong-result', `written in the order ${listed(written)}`)]
        : [held(INVARIANT)];
  },
});
