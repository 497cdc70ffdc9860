/*
 * Four writes outlive a task of eight steps. With a priority for each event that is one draw in some hundreds; uniform
 * choice at each step, which has to leave the four alone eight times in a row, all but never gets there, and three holds
 * are one too few.
 */
import { held, listed, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'a-write-before-the-end';
const SLOW = 4;
const STEPS = 8;

const strategies = strategiesAs({ pos: {} });

export default scenario('four writes outlive a long task', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 1500,
  run(sim) {
    const write = sim.operation('write', { latencyMs: [0, Infinity] });
    const written: string[] = [];
    for (let i = 1; i <= SLOW; i++) {
      sim.task(`slow${i}`, () => write.call(`slow${i}`, () => written.push('slow')));
    }
    sim.task('long', async () => {
      for (let i = 1; i <= STEPS; i++) await write.call('long', () => written.push('long'));
    });
    return () => {
      const areStarved = written.length === SLOW + STEPS && written.lastIndexOf('long') < STEPS;
      return areStarved
        ? [violated(INVARIANT, 'wrong-result', `written in the order ${listed(written)}`)]
        : [held(INVARIANT)];
    };
  },
});
