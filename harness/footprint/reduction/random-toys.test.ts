import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { everyOrder } from './every-order.fixture.ts';
import { randomToy } from './random-toys.fixture.ts';
import { reducedOrders } from './reduced-orders.fixture.ts';
import type { ToyProgram } from './toy-program.fixture.ts';

/** Random programs of each sort; more of them by `HEDDLE_REDUCTION_PROGRAMS=2000`. */
const PROGRAMS = Math.ceil(Number(process.env['HEDDLE_REDUCTION_PROGRAMS'] ?? 500) / 4);
const ORDERS_MAX = 400;

test.each([
  { sort: 'untimed', timed: false, disturbed: false },
  { sort: 'untimed programs with faults, cancellations and chunks', timed: false, disturbed: true },
  { sort: 'timed', timed: true, disturbed: false },
  { sort: 'timed programs with faults, cancellations and chunks', timed: true, disturbed: true },
  { sort: 'timed programs with timers of one duration', timed: true, disturbed: false, queued: true },
  { sort: 'timers of one duration, faults and cancellations', timed: true, disturbed: true, queued: true },
])(
  '$sort: a run of each class of equivalent orders, one where nobody strikes, and no other outcome',
  ({ sort, ...traits }) => {
    const random = new Random(sort.length);
    let compared = 0;
    let orders = 0;
    let runs = 0;
    while (compared < PROGRAMS) {
      const program = randomToy(random, traits);
      const all = everyOrder(program, ORDERS_MAX);
      if (all === undefined) continue;
      const reduced = reducedOrders(program);
      const hint = JSON.stringify(program);
      expect(listed(reduced.outcomes), hint).toBe(listed(all.outcomes));
      expect(reduced.runs, hint).toBeGreaterThanOrEqual(all.classes.size);
      // Beside what may end the run a strike does not sleep, though there may be more to come than is known then.
      if (program.strikes === undefined || Object.keys(program.strikes).length === 0)
        expect(reduced.runs, hint).toBe(all.classes.size);
      compared += 1;
      orders += all.orders;
      runs += reduced.runs;
    }
    expect(runs).toBeLessThan(orders / 2);
  },
  120_000,
);

test('a step that touches other things where it comes first is not taken for the one that it was', () => {
  // e1 makes e5 where it comes after one of e3 and e4 alone, and only then does it race with e6. Source sets as they are
  // published, which take it for granted that a step touches the same wherever it comes, lose a class of this one.
  const anyTime = { window: [0, Infinity] } as const;
  const program: ToyProgram = {
    events: {
      e1: { ...anyTime, actions: [{ op: 'createIfOdd', cell: 'z', event: 'e5' }] },
      e2: { ...anyTime, actions: [{ op: 'read', cell: 'z' }] },
      e3: { ...anyTime, actions: [{ op: 'add', cell: 'z' }] },
      e4: { ...anyTime, actions: [{ op: 'write', cell: 'z' }] },
      e5: { ...anyTime, actions: [] },
      e6: { ...anyTime, actions: [{ op: 'withdraw', event: 'e5' }] },
    },
    roots: ['e1', 'e2', 'e3', 'e4', 'e6'],
  };
  const all = everyOrder(program, ORDERS_MAX);
  expect([all?.orders, all?.classes.size]).toEqual([161, 30]);
  expect(reducedOrders(program).runs).toBe(30);
});

test('of plain programs the runs stand for as many orders as there are', () => {
  const random = new Random(8);
  let told = 0;
  for (let number = 0; number < PROGRAMS; number++) {
    const program = randomToy(random, { timed: false, disturbed: false });
    const { orders } = reducedOrders(program);
    if (orders === undefined) continue;
    const all = everyOrder(program, ORDERS_MAX);
    if (all === undefined) continue;
    expect(orders, JSON.stringify(program)).toBe(all.orders);
    told += 1;
  }
  expect(told).toBeGreaterThan(PROGRAMS / 4);
});

test('of timed programs delivered at the earliest moments, no outcome is lost either', () => {
  const random = new Random(5);
  for (let number = 0; number < PROGRAMS / 2; number++) {
    const program = randomToy(random, { timed: true, disturbed: true });
    const plain = everyOrder(program, ORDERS_MAX, true);
    if (plain === undefined) continue;
    const { outcomes } = reducedOrders(program);
    for (const outcome of plain.outcomes) expect(outcomes.has(outcome), JSON.stringify(program)).toBe(true);
  }
});

test('where some ask what time it is, time as the engine counts it loses no outcome, and finds no other', () => {
  const random = new Random(6);
  let orders = 0;
  let runs = 0;
  for (let number = 0; number < 2 * PROGRAMS; number++) {
    const program = randomToy(random, { timed: true, disturbed: number % 2 === 0, askTime: true });
    const all = everyOrder(program, ORDERS_MAX, true);
    if (all === undefined) continue;
    const reduced = reducedOrders(program, 'clock');
    expect(listed(reduced.outcomes), JSON.stringify(program)).toBe(listed(all.outcomes));
    orders += all.orders;
    runs += reduced.runs;
  }
  expect(runs).toBeLessThan(orders / 2);
}, 120_000);

function listed(texts: ReadonlySet<string>): string {
  return [...texts].toSorted().join('\n');
}
