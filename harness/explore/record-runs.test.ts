import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { KeyValueStore } from '../world/key-value-store.ts';
import { recordRuns, type RunFootprints } from './record-runs.ts';

const PROMPT = { workload: null, schedule: [] };

function recordedTwice(run: (sim: Sim) => void): Promise<readonly RunFootprints[]> {
  const story = scenario<object, null>(
    'recorded',
    { id: 'recorded', variants: { only: {} } },
    {
      invariants: [],
      run(sim) {
        run(sim);
        return () => [];
      },
    },
  );
  return recordRuns(new Program('recorded/recorded', story, 'only'), [PROMPT, PROMPT]);
}

test('a run that does the same each time is told, and costs two recordings', async () => {
  let made = 0;
  const records = await recordedTwice((sim) => {
    made += 1;
    sim.task('writer', () => new KeyValueStore(sim).put('name', 'ann'));
  });
  expect(records.map((record) => 'footprints' in record)).toEqual([true, true]);
  expect(made).toBe(4);
});

test('a run that does something else each time is not told', async () => {
  let made = 0;
  const records = await recordedTwice((sim) => {
    made += 1;
    const key = `name ${made}`;
    sim.task('writer', () => new KeyValueStore(sim).put(key, 'ann'));
  });
  expect(records.map((record) => ('reason' in record ? record.reason : ''))).toEqual([
    expect.stringMatching(/once, and/),
    expect.stringMatching(/once, and/),
  ]);
});

test('long runs are given up after so many steps, on each machine the same', async () => {
  const records = await recordedTwice((sim) => {
    const store = new KeyValueStore(sim);
    sim.task('writer', async () => {
      for (let n = 0; n < 3_100; n++) await store.put('name', String(n));
    });
  });
  for (const record of records) expect(record).toEqual({ reason: 'it has more than 3000 steps' });
});
