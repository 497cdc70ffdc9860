/*
 * Nothing of a user's is tested here, but heddle itself: every strategy, alone and within few runs, finds a write that is
 * overtaken by two others. One that has died, or does no more than the prompt run, is not as expected in the main job,
 * where the other strategies would find every failure in its place.
 */
import { scenario } from 'heddle';
import { eachAlone, foundByEach, strategies } from './strategies.ts';

const INVARIANT = 'first-write-first';

export default scenario('a write is overtaken by two others', strategies, {
  invariants: [INVARIANT],
  expect: foundByEach(INVARIANT),
  strategies: eachAlone,
  runs: 200,
  run(sim) {
    const write = sim.operation('write', { latencyMs: [0, Infinity] });
    const written: string[] = [];
    for (const name of ['first', 'second', 'third']) {
      sim.task(name, () => write.call(name, () => written.push(name)));
    }
    return () => {
      const overtaken = written.length === 3 && written.at(-1) === 'first';
      const finding = overtaken
        ? ({ kind: 'wrong-result', message: `written in the order ${written.join(', ')}` } as const)
        : undefined;
      return [{ invariant: INVARIANT, finding }];
    };
  },
});
