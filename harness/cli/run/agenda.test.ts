import { expect, it } from 'vitest';
import { scenario } from '../../index.ts';
import { Agenda } from './agenda.ts';

/** `a/1 a/1 b/2` are two variants of the scenario a/1, then one of b/2; what stands before the slash is the system. */
function agendaOf(list: string): Agenda {
  return new Agenda(
    list.split(' ').map((id) => {
      const system = { id: id.split('/')[0] ?? '', variants: { only: {} } };
      return { id, scenario: scenario('story', system, { invariants: [], run: () => () => [] }) };
    }),
  );
}

/** What workers get that take turns. */
function shared(agenda: Agenda, workers: number): number[][] {
  const got = Array.from({ length: workers }, (): number[] => []);
  for (let worker = 0; ; worker = (worker + 1) % workers) {
    const index = agenda.next(worker);
    if (index === undefined) return got;
    got[worker]?.push(index);
  }
}

it('one worker goes through the list in its order', () => {
  expect(shared(agendaOf('a/1 a/1 a/2 b/1'), 1)).toEqual([[0, 1, 2, 3]]);
});

it('a worker stays with its scenario, then with its system', () => {
  expect(shared(agendaOf('a/1 a/1 a/2 a/2 b/1 b/1 b/2 b/2'), 2)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6, 7],
  ]);
});

it('where there are fewer systems than workers, these share the scenarios', () => {
  expect(shared(agendaOf('a/1 a/1 a/2 a/2 a/3 a/3'), 2)).toEqual([
    [0, 1, 4],
    [2, 3, 5],
  ]);
});

it('variants of the last scenario are shared out', () => {
  expect(shared(agendaOf('a/1 a/1 a/1 a/1'), 2)).toEqual([
    [0, 1],
    [3, 2],
  ]);
});

it('gives everything once, however many workers there are', () => {
  for (const workers of [1, 2, 3, 5, 9]) {
    const got = shared(agendaOf('a/1 a/1 a/2 b/1 b/1 b/1 c/1 c/2'), workers);
    expect(got.flat().toSorted((x, y) => x - y)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  }
});
