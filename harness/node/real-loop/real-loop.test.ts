import { expect, test } from 'vitest';
import { type Comparison, engineFollowsNode, nodeFollowsEngine } from './compare.fixture.ts';
import { Input } from './forced.fixture.ts';

/** Random programs; more of them by `HEDDLE_LOOP_PROGRAMS=3000`. */
const PROGRAMS = Number(process.env['HEDDLE_LOOP_PROGRAMS'] ?? 300);
const FIRST = Number(process.env['HEDDLE_LOOP_SEED'] ?? 1);
/** So that a busy machine does not keep the tests waiting. */
const LONGEST_MS = PROGRAMS * 45;

async function compare(one: (seed: number) => Promise<Comparison>): Promise<Comparison[]> {
  const done: Comparison[] = [];
  const endsMs = performance.now() + LONGEST_MS;
  for (let i = 0; i < PROGRAMS && performance.now() < endsMs; i++) done.push(await one(FIRST + i));
  return done;
}

function differences(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ difference }) => difference ?? []);
}

/** What was compared, so that nobody takes a busy machine for a proof. */
function sliceCount(comparisons: readonly Comparison[]): number {
  return comparisons.reduce((sum, { slices }) => sum + slices, 0);
}

/*
 * Tolerance: what the machine does within a slice takes less than a millisecond of the loop's clock, else the run is
 * left out; timers may be late by any time here.
 */
test('whatever Node does with random programs the engine can do', { timeout: 2 * LONGEST_MS }, async () => {
  const comparisons = await compare(engineFollowsNode);
  expect(differences(comparisons)).toEqual([]);
  expect(sliceCount(comparisons)).toBeGreaterThan(PROGRAMS);
});

/* Tolerance: timers are late by at most 3 ms, and slices take as long as that needs. */
test('whatever the engine does with random programs Node can do', { timeout: 2 * LONGEST_MS }, async () => {
  const input = new Input();
  try {
    const comparisons = await compare((seed) => nodeFollowsEngine(seed, input));
    expect(differences(comparisons)).toEqual([]);
    expect(sliceCount(comparisons)).toBeGreaterThan(PROGRAMS);
  } finally {
    input.close();
  }
});
