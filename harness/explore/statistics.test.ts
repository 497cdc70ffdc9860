import { expect, test } from 'vitest';
import type { Event } from '../core/event.ts';
import { Random } from '../core/random.ts';
import { Discovery } from './discovery.ts';
import { DistinctCounter } from './distinct.ts';
import { PairCounter } from './pairs.ts';
import { SampleCounter } from './sample-counter.ts';

test('Good–Turing meets the true chance that the next sample is new', () => {
  const kinds = 500;
  const random = new Random(7);
  const counter = new SampleCounter();
  const seen = new Set<number>();
  for (let i = 0; i < 400; i++) {
    const kind = random.below(kinds);
    seen.add(kind);
    counter.add(kind * 7919);
  }
  const truth = 1 - seen.size / kinds;
  expect(Math.abs(counter.newOrderingChance - truth)).toBeLessThan(0.06);
});

test('it is 1 before any sample and while nothing repeats, 0 when everything was seen twice', () => {
  const counter = new SampleCounter();
  expect(counter.newOrderingChance).toBe(1);
  for (let i = 0; i < 100; i++) counter.add(i);
  expect(counter.newOrderingChance).toBe(1);
  for (let i = 0; i < 100; i++) counter.add(i);
  expect(counter.newOrderingChance).toBe(0);
});

test('in bounded memory it stays near the truth', () => {
  const kinds = 100_000;
  const random = new Random(3);
  const counter = new SampleCounter();
  const seen = new Set<number>();
  for (let i = 0; i < 150_000; i++) {
    const kind = random.below(kinds);
    seen.add(kind);
    counter.add((kind * 0x9e3779b1) % 0x1f_ffff_ffff);
  }
  expect(Math.abs(counter.newOrderingChance - (1 - seen.size / kinds))).toBeLessThan(0.02);
});

test('the discovery curve has growing distances and ends at the last run', () => {
  const discovery = new Discovery();
  const distinct = new DistinctCounter();
  for (let n = 1; n <= 1_000; n++) {
    distinct.add(n % 300);
    discovery.note(n, distinct);
  }
  const curve = discovery.curve(1_000, distinct.count);
  expect(curve[0]).toEqual([1, 1]);
  expect(curve.at(-1)).toEqual([1_000, 300]);
  expect(curve.length).toBeLessThan(40);
  expect(curve.every(([at], i) => i === 0 || at > (curve[i - 1]?.[0] ?? 0))).toBe(true);
});

/** An operation on a resource, as `task: name`. */
function operation(task: string, name: string, resource?: string, kind = 'operation'): Event {
  return { task: { name: task }, key: undefined, type: { kind, name, resource } } as unknown as Event;
}

test('pairs of operations on one resource are told by the orders in which they were seen', () => {
  const pairs = new PairCounter();
  const [put, get, del] = [
    operation('a', 'put', 'db'),
    operation('b', 'get', 'db'),
    operation('c', 'del', 'db'),
  ];
  const elsewhere = operation('d', 'put', 'cache');
  const reply = operation('d', 'get', 'db', 'reply');
  pairs.note([put, get, del, elsewhere, reply]);
  pairs.note([get, put, del, elsewhere]);
  expect(pairs.facts).toEqual({
    bothOrders: 1,
    oneOrder: 2,
    missing: [
      { resource: 'db', first: 'a: put', second: 'c: del' },
      { resource: 'db', first: 'b: get', second: 'c: del' },
    ],
  });
});

test('operations of one task are no pair: their order is its program', () => {
  const pairs = new PairCounter();
  pairs.note([operation('a', 'put', 'db'), operation('a', 'get', 'db')]);
  expect(pairs.facts).toEqual({ bothOrders: 0, oneOrder: 0, missing: [] });
});
