import { expect, test } from 'vitest';
import { type Comparison, engineFollowsNode, nodeFollowsEngine } from './compare.fixture.ts';
import { Input } from './forced.fixture.ts';

/** Random programs; more of them by `HEDDLE_LOOP_PROGRAMS=3000`. */
const PROGRAMS = Number(process.env['HEDDLE_LOOP_PROGRAMS'] ?? 300);
const FIRST = Number(process.env['HEDDLE_LOOP_SEED'] ?? 1);
/** What was compared at least, so that nobody takes a busy machine for a proof. */
const SLICES_LEAST = PROGRAMS;
/** After that, fewer programs will do if they showed so much. */
const LONGEST_MS = PROGRAMS * 45;
/** A busy machine leaves out most of them, and others take their place. */
const timeout = Math.max(300_000, 10 * LONGEST_MS);

async function compare(one: (seed: number) => Promise<Comparison>): Promise<Comparison[]> {
  const done: Comparison[] = [];
  const endsMs = performance.now() + LONGEST_MS;
  let slices = 0;
  for (let i = 0; slices < SLICES_LEAST || (i < PROGRAMS && performance.now() < endsMs); i++) {
    const comparison = await one(FIRST + i);
    slices += comparison.slices;
    done.push(comparison);
  }
  return done;
}

function differences(comparisons: readonly Comparison[]): string[] {
  return comparisons.flatMap(({ difference }) => difference ?? []);
}

/*
 * Tolerance: what the machine does within a slice takes less than a millisecond of the loop's clock, else the run is
 * left out; timers may be late by any time here.
 */
test('whatever Node does with random programs the engine can do', { timeout }, async () => {
  expect(differences(await compare(engineFollowsNode))).toEqual([]);
});

/** That Node can do it is shown by one run that does; a machine that is late now and then spoils some. */
const TRIES = 20;

async function nodeCanFollow(seed: number, input: Input): Promise<Comparison> {
  let comparison = await nodeFollowsEngine(seed, input);
  for (let tries = 1; tries < TRIES && comparison.difference !== undefined; tries++) {
    comparison = await nodeFollowsEngine(seed, input);
  }
  return comparison;
}

/* Tolerance: timers are late by at most 3 ms, and slices take as long as that needs. */
test('whatever the engine does with random programs Node can do', { timeout }, async () => {
  const input = new Input();
  try {
    const comparisons = await compare((seed) => nodeCanFollow(seed, input));
    expect(differences(comparisons)).toEqual([]);
  } finally {
    input.close();
  }
});
