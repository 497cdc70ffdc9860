import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { type TimeConstraint, TimeNetwork } from './time-network.ts';

/** Floyd and Warshall: whether no cycle is negative. */
function isConsistent(moments: number, constraints: readonly TimeConstraint[]): boolean {
  const distances = Array.from({ length: moments }, (_, i) =>
    Array.from({ length: moments }, (_, j) => (i === j ? 0 : Infinity)),
  );
  const at = (i: number, j: number): number => distances[i]?.[j] ?? Infinity;
  const lower = (i: number, j: number, ms: number): void => {
    const row = distances[i];
    if (row !== undefined && ms < at(i, j)) row[j] = ms;
  };
  for (const { earlier, later, withinMs } of constraints) lower(earlier, later, withinMs);
  for (let k = 0; k < moments; k++)
    for (let i = 0; i < moments; i++) for (let j = 0; j < moments; j++) lower(i, j, at(i, k) + at(k, j));
  return distances.every((row, i) => (row[i] ?? 0) >= 0);
}

test('random networks that grow and are undone are consistent where all shortest paths say so', () => {
  const random = new Random(3);
  let refused = 0;
  for (let round = 0; round < 200; round++) {
    const network = new TimeNetwork();
    for (let i = 0; i < 8; i++) network.addMoment(random.below(20));
    let added: TimeConstraint[] = [];
    for (let i = 0; i < 30; i++) {
      const { mark } = network;
      const kept = [...added];
      const constraint = {
        earlier: random.below(8),
        later: random.below(8),
        withinMs: random.below(30) - 10,
      };
      const isPossible = isConsistent(8, [...added, constraint]);
      expect(network.add(constraint)).toBe(isPossible);
      if (isPossible) added.push(constraint);
      else refused += 1;
      if (random.below(3) === 0) {
        network.undoTo(mark);
        added = kept;
      }
    }
  }
  expect(refused).toBeGreaterThan(500);
});

test('the earliest moments satisfy all bounds, and none can be earlier', () => {
  const network = new TimeNetwork();
  for (let i = 0; i < 3; i++) network.addMoment();
  // The first comes at least 5 after 0, the second at most 3 after the first and at least 10 after 0.
  network.add({ earlier: 1, later: 0, withinMs: -5 });
  network.add({ earlier: 1, later: 2, withinMs: 3 });
  network.add({ earlier: 2, later: 0, withinMs: -10 });
  expect(network.earliest()).toEqual([0, 7, 10]);
});
