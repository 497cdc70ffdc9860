import { compileFunction } from 'node:vm';
import { expect, test } from 'vitest';
import type { Sim } from '../../core/sim.ts';
import { instrument } from '../../footprint/instrument/instrument.ts';
import { recordingRuntime } from '../../footprint/recording/runtime.ts';
import { KeyValueStore } from '../../world/key-value-store.ts';
import { programOf } from '../enumerate.fixture.ts';
import { leanRecorder, reduce } from './reduce.ts';

interface Held {
  value: number;
}

const source = `const steps = { read: (held) => held.value, write: (held) => { held.value = 1; } };`;
const load = compileFunction(`${instrument(source, 'steps.ts')?.code}; return steps;`) as () => {
  readonly read: (held: Held) => number;
  readonly write: (held: Held) => void;
};
const runtime = recordingRuntime();
const { read, write } = load();

/** What the runs come to that stand for all. */
async function outcomes(body: (sim: Sim) => () => string): Promise<readonly string[]> {
  let last = '';
  const program = programOf((sim) => {
    const outcome = body(sim);
    return () => void (last = outcome());
  });
  const found = new Set<string>();
  await program.inSlice(() => {
    for (const attempt of reduce(program, {}, leanRecorder(runtime)))
      if (attempt.what === 'run') found.add(last);
      else if (attempt.what === 'again') found.clear();
  });
  return [...found].toSorted();
}

test('an object that was made where nothing is instrumented is the same whoever touches it first', async () => {
  const found = await outcomes((sim) => {
    const held: Held = { value: 0 };
    let seen = -1;
    sim.task('reader', () => void (seen = read(held)));
    sim.task('writer', () => write(held));
    return () => `read ${seen}`;
  });
  expect(found).toEqual(['read 0', 'read 1']);
});

test('readers of one that a service has made touch the same whichever of them comes first', async () => {
  const found = await outcomes((sim) => {
    const held: Held = { value: 7 };
    const store = new KeyValueStore(sim);
    for (const name of ['a', 'b', 'c'])
      sim.task(name, async () => {
        const seen = read(held);
        await store.put('last', `${name} ${seen}`);
      });
    return () => JSON.stringify(store.entries());
  });
  expect(found).toHaveLength(3);
});
