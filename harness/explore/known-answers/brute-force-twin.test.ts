import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { enumerate, programOf } from '../enumerate.fixture.ts';
import { type AllRuns, allRuns } from './twin-interpreter.fixture.ts';
import { runOnEngine } from './twin-on-engine.fixture.ts';
import { randomProgram, type TwinProgram } from './twin-program.fixture.ts';

const PROGRAMS = 400;
const ORDERINGS_MAX = 800;

async function onEngine(twin: TwinProgram): Promise<AllRuns & { readonly runs: number }> {
  const orderings = new Set<string>();
  const outcomes = new Set<string>();
  const program = programOf((sim) => {
    const outcome = runOnEngine(sim, twin);
    return () => void outcomes.add(outcome());
  });
  const runs = await enumerate(program, (run) =>
    orderings.add(run.delivered.map((event) => run.idOf(event)).join(' ')),
  );
  return { orderings, outcomes, runs };
}

test('on hundreds of random programs the engine shows the orderings and outcomes of a brute-force twin, each once', async () => {
  const random = new Random(4);
  let compared = 0;
  let orderings = 0;
  const seen = new Set<string>();
  for (let number = 0; number < PROGRAMS; number++) {
    const twin = randomProgram(random);
    const expected = allRuns(twin, ORDERINGS_MAX);
    if (expected === undefined) continue;
    const found = await onEngine(twin);
    const hint = JSON.stringify(twin);
    expect(listed(found.orderings), hint).toBe(listed(expected.orderings));
    expect(listed(found.outcomes), hint).toBe(listed(expected.outcomes));
    expect(found.runs, hint).toBe(expected.orderings.size);
    compared += 1;
    orderings += found.runs;
    for (const steps of Object.values(twin.tasks)) for (const { op } of steps) seen.add(op);
    for (const outcome of found.outcomes) if (outcome.includes('waits')) seen.add('stuck');
  }
  expect(compared).toBeGreaterThan(250);
  expect(orderings).toBeGreaterThan(10_000);
  // What the programs are made of was all there, and some of them got stuck.
  expect([...seen].sort()).toEqual(
    ['lock', 'read', 'receive', 'send', 'sleep', 'spawn', 'stuck', 'unlock', 'write'].sort(),
  );
});

function listed(texts: ReadonlySet<string>): string {
  return [...texts].sort().join('\n');
}
