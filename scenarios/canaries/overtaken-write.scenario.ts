/*
 * Nothing of a user's is tested here, but heddle itself: every strategy, alone and within few runs, finds a write that is
 * overtaken by two others. One that has died, or does no more than the prompt run, is not as expected in the main job,
 * where the other strategies would find every failure in its place. What is deep stands in the canaries beside this one.
 */
import { held, listed, scenario, violated } from 'heddle';
import { foundByEach, strategiesAs } from './strategies.ts';

const INVARIANT = 'first-write-first';

const strategies = strategiesAs({
  systematic: {},
  'holds-1': {},
  walk: {},
  pos: {},
  'pctcp-2': {},
  'holds-2': {},
  'pctcp-3': {},
  'holds-3': {},
  'pctcp-5': {},
  surw: {},
  all: {},
});

export default scenario('a write is overtaken by two others', strategies, {
  ...foundByEach(strategies, INVARIANT),
  runs: 200,
  run(sim) {
    const write = sim.operation('write', { latencyMs: [0, Infinity] });
    const written: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      sim.task(name, () => write.call(name, () => written.push(name)));
    }
    return () => {
      const isOvertaken = written.length === 3 && written.at(-1) === 'first';
      return isOvertaken
        ? [violated(INVARIANT, 'wrong-result', `written in the order ${listed(written)}`)]
        : [held(INVARIANT)];
    };
  },
});
