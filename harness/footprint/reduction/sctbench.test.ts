import { expect, test } from 'vitest';
import { everyInterleaving, reducedInterleavings, type ThreadProgram } from './locking-threads.fixture.ts';
import * as sctbench from './sctbench.fixture.ts';

/** Interleavings by brute force, at most. */
const MOST = 30_000;

interface Known {
  readonly name: string;
  readonly make: () => ThreadProgram;
  readonly orders: number;
  /** Classes of these that differ in the order of independent steps alone. */
  readonly classes: number;
  /** Runs that were left half way. */
  readonly blocked?: number;
  readonly outcomes: readonly string[];
}

const programs: readonly Known[] = [
  { name: 'account', make: sctbench.account, orders: 8, classes: 4, outcomes: ['-1'] },
  {
    name: 'account without a lock',
    make: sctbench.unlockedAccount,
    orders: 90,
    classes: 36,
    outcomes: ['-1', '-3', '11', '3', '5', '7', '9'],
  },
  {
    name: 'lazy01',
    make: sctbench.lazy01,
    orders: 110,
    classes: 30,
    outcomes: ['failed', 'saw 0', 'saw 1', 'saw 2'],
  },
  { name: 'stateful01', make: sctbench.stateful01, orders: 168, classes: 28, outcomes: ['5 16'] },
  { name: 'deadlock01', make: sctbench.deadlock01, orders: 22, classes: 9, outcomes: ['1', 'deadlock'] },
  {
    name: 'reorder_3',
    make: sctbench.reorder(2),
    orders: 90,
    classes: 36,
    outcomes: ['failed', 'passed'],
  },
  {
    name: 'reorder_4',
    make: sctbench.reorder(3),
    orders: 2_520,
    classes: 576,
    outcomes: ['failed', 'passed'],
  },
  {
    name: 'twostage',
    make: sctbench.twostage,
    orders: 168,
    classes: 10,
    outcomes: ['failed', 'passed', 'returned'],
  },
  {
    name: 'wronglock',
    make: sctbench.wronglock,
    orders: 210,
    classes: 7,
    outcomes: ['failed 2', 'passed 1', 'passed 2'],
  },
  {
    name: 'token_ring',
    make: sctbench.tokenRing,
    orders: 90,
    classes: 7,
    outcomes: ['0 1 3', '0 2 3', '2 2 3', '2 3 0', '2 3 3'],
  },
  { name: 'queue', make: sctbench.queue, orders: 36, classes: 8, outcomes: ['1', '2', 'empty'] },
  {
    name: 'circular_buffer',
    make: sctbench.circularBuffer,
    orders: 416,
    classes: 6,
    outcomes: ['', '5', '5 6'],
  },
  { name: 'carter01', make: sctbench.carter01, orders: 50, classes: 8, outcomes: ['deadlock', 'done'] },
  { name: 'arithmetic_prog', make: sctbench.arithmeticProg, orders: 2_004, classes: 28, outcomes: ['3'] },
  { name: 'phase01', make: sctbench.phase01, orders: 102, classes: 32, outcomes: ['done'] },
  { name: 'sync01', make: sctbench.sync01, orders: 8, classes: 4, outcomes: ['1'] },
  { name: 'sync02', make: sctbench.sync02, orders: 22, classes: 6, outcomes: ['0', 'deadlock'] },
  {
    name: 'fsbench',
    make: sctbench.fsbench,
    orders: 23_492,
    classes: 16,
    blocked: 6,
    outcomes: ['1 2', '2 1'],
  },
];

test.each(programs)(
  '$name: $classes runs of $orders orders, one of each class, come to what all come to',
  ({ make, orders, classes, blocked = 0, outcomes }) => {
    const all = everyInterleaving(make, MOST);
    expect([all.orders, all.classes, [...all.outcomes].toSorted()]).toEqual([orders, classes, outcomes]);
    const reduced = reducedInterleavings(make);
    expect({ ...reduced, outcomes: [...reduced.outcomes].toSorted() }).toEqual({
      runs: classes,
      blocked,
      orders,
      outcomes,
    });
  },
);

test('reorder_5: (5!)² runs for 10! / 2⁵ orders, which is too many for brute force', () => {
  const { runs, blocked, orders } = reducedInterleavings(sctbench.reorder(4));
  expect({ runs, blocked, orders }).toEqual({ runs: 14_400, blocked: 0, orders: 113_400 });
});
