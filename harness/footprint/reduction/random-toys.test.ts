import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { everyOrder } from './every-order.fixture.ts';
import { randomToy } from './random-toys.fixture.ts';
import { reducedOrders } from './reduced-orders.fixture.ts';

/** Random programs of each sort; more of them by `HEDDLE_REDUCTION_PROGRAMS=2000`. */
const PROGRAMS = Math.ceil(Number(process.env['HEDDLE_REDUCTION_PROGRAMS'] ?? 500) / 4);
const ORDERS_MAX = 400;

test.each([
  { sort: 'untimed', timed: false, disturbed: false },
  { sort: 'untimed programs with faults, cancellations and chunks', timed: false, disturbed: true },
  { sort: 'timed', timed: true, disturbed: false },
  { sort: 'timed programs with faults, cancellations and chunks', timed: true, disturbed: true },
])(
  '$sort: one run of each class of equivalent orders, and no other outcome',
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
      expect(reduced.runs, hint).toBe(all.classes.size);
      compared += 1;
      orders += all.orders;
      runs += reduced.runs;
    }
    expect(runs).toBeLessThan(orders / 2);
  },
  120_000,
);

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
