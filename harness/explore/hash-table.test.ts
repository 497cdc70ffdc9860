import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { HashTable } from './hash-table.ts';

/** Hashes of up to 53 bits, of which many come again. */
function drawn(count: number): number[] {
  const random = new Random(11);
  return Array.from({ length: count }, () => 2 ** random.below(54) - 1 - random.below(2)).map((hash) =>
    Math.max(0, hash - random.below(500) * random.below(3)),
  );
}

test('it counts as a map does, also 0 and the greatest hash', () => {
  const table = new HashTable();
  const counts = new Map<number, number>();
  for (const hash of [0, 0, 2 ** 53 - 1, 2 ** 53 - 1, 0, ...drawn(5_000)]) {
    const before = counts.get(hash) ?? 0;
    expect(table.add(hash)).toBe(Math.min(2, before));
    counts.set(hash, before + 1);
  }
  expect(table.size).toBe(counts.size);
  expect(table.singles).toBe([...counts.values()].filter((count) => count === 1).length);
});

test('multiples of a stride stay, with how often they came', () => {
  const table = new HashTable();
  for (let hash = 0; hash < 1_000; hash++) table.add(hash);
  table.add(64);
  table.keepMultiplesOf(32);
  expect(table.size).toBe(32);
  expect(table.singles).toBe(31);
  expect([table.add(32), table.add(64), table.add(33)]).toEqual([1, 2, 0]);
});
