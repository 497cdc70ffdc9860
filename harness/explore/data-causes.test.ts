import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { Replayer } from '../schedule/replayer.ts';
import { KeyValueStore } from '../world/key-value-store.ts';
import { dataCauses } from './data-causes.ts';
import { recordRuns } from './record-runs.ts';

/** The cause in data of what the prompt run shows, which has to fail. `run` returns what says whether all went wrong. */
async function causeOfPrompt(
  run: (sim: Sim) => () => boolean,
  onRecord: () => void = () => {},
): Promise<string | undefined> {
  const story = scenario<object, null>(
    'promptly',
    { id: 'promptly', variants: { only: {} } },
    {
      invariants: ['right'],
      run(sim) {
        const isWrong = run(sim);
        return () => [
          { invariant: 'right', finding: isWrong() ? { kind: 'wrong-result', message: 'wrong' } : undefined },
        ];
      },
    },
  );
  const program = new Program('promptly/promptly', story, 'only');
  const failure = await program.inSlice(() => {
    const { run: failing, schedule } = program.follow(null, []);
    const [finding] = failing.findings;
    if (finding === undefined) throw new Error('It passes.');
    const { kind, message, step: violatingStep } = finding;
    const { digest } = program.trace(null, new Replayer(schedule));
    return { kind, message, violatingStep, workload: null, schedule, digest };
  });
  const [cause] = await dataCauses(program, [failure], (runs) => {
    onRecord();
    return recordRuns(program, runs);
  });
  return cause?.sentence;
}

test('a run that fails promptly is compared with the same one with an event held', async () => {
  const sentence = await causeOfPrompt((sim) => {
    const kv = new KeyValueStore(sim, { latencyMs: { get: [1, 10], put: [2, 10] }, splitReads: false });
    let seen: string | undefined;
    sim.task('reader', async () => {
      seen = (await kv.get('name'))?.value;
      await kv.put('seen', 'yes');
    });
    sim.task('writer', () => kv.put('name', 'ann'));
    return () => seen === undefined;
  });
  expect(sentence).toMatch(
    /^reader read entry name of kv \(data-causes\.test\.ts:\d+\) before writer wrote it \(data-causes\.test\.ts:\d+\); in the nearest passing run it is the other way round$/,
  );
});

test('nothing is said where it fails in every order', async () => {
  const sentence = await causeOfPrompt((sim) => {
    const kv = new KeyValueStore(sim);
    sim.task('reader', () => kv.get('name'));
    sim.task('writer', () => kv.put('name', 'ann'));
    return () => true;
  });
  expect(sentence).toBeUndefined();
});

test('a run of one step is not recorded: nothing in it could come in another order', async () => {
  let recordings = 0;
  const sentence = await causeOfPrompt(
    (sim) => {
      sim.task('alone', () => {});
      return () => true;
    },
    () => (recordings += 1),
  );
  expect([sentence, recordings]).toEqual([undefined, 0]);
});
