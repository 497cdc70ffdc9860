import { expect, test } from 'vitest';
import { ReducedSearch } from './reduced-search.ts';
import { type ToyProgram, ToyRun } from './toy-program.fixture.ts';

const CELLS = ['x', 'x', 'x', 'y', 'y', 'y', 'z', 'z'];

/** Eight events whose windows close, of which some write the same. */
const program: ToyProgram = {
  events: Object.fromEntries(
    CELLS.map((cell, i) => [`e${i}`, { window: [0, 9], actions: [{ op: 'write', cell }] }]),
  ),
  roots: CELLS.map((_, i) => `e${i}`),
};

test('every 199th run that others tell to be blocked is made all the same', () => {
  const search = new ReducedSearch();
  const made = { complete: 0, blocked: 0, infeasible: 0 };
  let spared = 0;
  for (let what: string = 'run'; what !== 'end';) {
    const run = new ToyRun(program);
    search.begin(run.setup);
    while (!run.isOver) {
      const option = search.choose(run.point);
      if (option === undefined) break;
      search.stepped(run.take(option));
    }
    made[search.end(run.pending)] += 1;
    do {
      const next = search.next();
      spared += next.deadEnds;
      ({ what } = next);
    } while (what === 'nothing yet');
  }
  expect(spared).toBeGreaterThan(199);
  // Two that are blocked have a step that was not known before.
  expect(made).toEqual({ complete: 6 * 6 * 2, blocked: 2 + Math.floor(spared / 199), infeasible: 0 });
});
