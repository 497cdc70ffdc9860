/*
 * Writes in pairs, and every pair is to be in the wrong order: that takes a hold for each, and no schedule with fewer
 * has it. So a strategy that holds less than its name says finds nothing here in any number of runs.
 */
import { held, listed, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'a-pair-in-order';

const strategies = strategiesAs({
  systematic: { pairs: 3 },
  'holds-1': { pairs: 1 },
  'holds-2': { pairs: 2 },
  'holds-3': { pairs: 3 },
});

export default scenario('the writes of every pair cross', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 1000,
  run(sim, { pairs }) {
    const write = sim.operation('write', { latencyMs: [0, Infinity] });
    const written: string[] = [];
    const put = (name: string): Promise<number> => write.call(name, () => written.push(name));
    const numbers = Array.from({ length: pairs }, (_, index) => index + 1);
    sim.task('writer', () => Promise.all(numbers.flatMap((n) => [put(`first${n}`), put(`second${n}`)])));
    return () => {
      const haveAllCrossed =
        written.length === 2 * pairs &&
        numbers.every((n) => written.indexOf(`second${n}`) < written.indexOf(`first${n}`));
      return haveAllCrossed
        ? [violated(INVARIANT, 'wrong-result', `written in the order ${listed(written)}`)]
        : [held(INVARIANT)];
    };
  },
});
