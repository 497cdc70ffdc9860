/*
 * Two tasks write in a loop, and by default the first one is done before the second begins. How often they take turns is
 * the depth of the failure: d changes of priority give d + 3 turns at most, and only what chooses anew at each step, as
 * `walk` does, comes to as many as it has to here. (Priorities by event, too, leave one of the two far behind.)
 */
import { counted, held, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'few-turns';

const strategies = strategiesAs({
  'pctcp-2': { writes: 4, turns: 4 },
  'pctcp-3': { writes: 4, turns: 5 },
  'pctcp-5': { writes: 8, turns: 6 },
  walk: { writes: 10, turns: 12 },
});

export default scenario('two tasks take turns again and again', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 1500,
  run(sim, { writes, turns }) {
    const written: string[] = [];
    const loop = (name: string, earliestMs: number): void => {
      const write = sim.operation('write', { latencyMs: [earliestMs, Infinity] });
      sim.task(name, async () => {
        for (let i = 0; i < writes; i++) await write.call(name, () => written.push(name));
      });
    };
    loop('first', 0);
    loop('second', 1);
    return () => {
      const taken = written.filter((name, index) => name !== written[index - 1]).length;
      const hasEnded = written.length === 2 * writes;
      return hasEnded && taken >= turns
        ? [violated(INVARIANT, 'wrong-result', `the tasks took ${counted(taken, 'turn')}`)]
        : [held(INVARIANT)];
    };
  },
});
