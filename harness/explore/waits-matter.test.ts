import { describe, expect, it, test } from 'vitest';
import { promptPicker } from '../core/picker.ts';
import type { Run } from '../core/run.ts';
import type { Sim } from '../core/sim.ts';
import { replaySeed } from '../replay/replay.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { anyTime, programOf } from './enumerate.fixture.ts';
import { explore } from './explore.ts';

const DAEMON = { daemon: true };
const system = { id: 'sample', variants: { only: {} } };
const story = (run: (sim: Sim) => void): Scenario =>
  scenario<object, object>('a wait', system, {
    invariants: [],
    run: (sim) => {
      run(sim);
      return () => [];
    },
  });

/** Somebody waits for the n-th tick of a daemon; `ticksTo` says which, once two replies have come. */
function waits(sim: Sim, ticksTo: (first: string) => number, name = 'waiter'): void {
  const call = sim.operation('call', anyTime);
  let first = '';
  for (const each of ['a', 'b']) sim.task(each, () => call.call(each, () => (first ||= each)));
  let wake = (): void => {};
  sim.task(name, () => new Promise<void>((resolve) => void (wake = resolve)));
  let ticks = 0;
  sim.task('ticker', () => void setInterval(() => ++ticks === ticksTo(first) && wake(), 10), DAEMON);
}

describe('a wait that was in vain in many runs', () => {
  const steps = (runs: readonly Run[]): readonly boolean[] => runs.map(({ step }) => step > 1_000);

  it('is told soon in the next where it looks the same, with the same order', async () => {
    const program = programOf((sim) => waits(sim, () => Infinity));
    program.remembersWaits = true;
    const workload = {};
    const runs = await program.inSlice(() =>
      Array.from({ length: 70 }, () => program.run(workload, promptPicker)),
    );
    const long = steps(runs).flatMap((isLong, i) => (isLong ? [i] : []));
    expect(long).toEqual([0, 1, 2, 17, 33, 49, 65]);
    expect(runs.at(-1)?.step).toBeLessThan(100);
    const patient = await program.inSlice(() => program.runPatiently(workload, promptPicker));
    expect(patient.step).toBeGreaterThan(1_000);
    const [told] = patient.findings;
    for (const run of runs) {
      expect(run.findings).toEqual([told]);
      expect(run.hashOrder(0)).toBe(patient.hashOrder(0));
    }
  });

  it('is waited out in a run of another workload, and where somebody else waits', async () => {
    let name = 'one';
    const program = programOf((sim) => waits(sim, () => Infinity, name));
    program.remembersWaits = true;
    const workload = {};
    const runs = await program.inSlice(() => {
      for (let i = 0; i < 10; i++) program.run(workload, promptPicker);
      const same = program.run(workload, promptPicker);
      const elsewhere = program.run({}, promptPicker);
      name = 'other';
      return [same, elsewhere, program.run(workload, promptPicker)];
    });
    expect(steps(runs)).toEqual([false, true, true]);
  });
});

test('where runs hang alike most are short, and a replay waits them out', async () => {
  const hangs = story((sim) => waits(sim, () => Infinity));
  const { findings, exploration } = await explore('sample/hangs', hangs, 'only', { seed: 1, runs: 100 });
  const [{ kind, count, seed } = { kind: '', count: 0, seed: '' }] = findings;
  expect([kind, count]).toEqual(['hang', exploration.schedules]);
  expect(exploration.steps / exploration.schedules).toBeLessThan(200);
  const replayed = await replaySeed('sample/hangs', hangs, 'only', seed);
  expect(replayed.findings.map((finding) => finding.kind)).toEqual(['hang']);
});

test.each([
  ['the prompt run hangs', 'b'],
  ['the prompt run does not', 'a'],
])('a run that only looks as if it hung is not said to, where %s', async (_name, woken) => {
  const counts = story((sim) => waits(sim, (first) => (first === woken ? 500 : Infinity)));
  const result = await explore('sample/counts', counts, 'only', { seed: 1, runs: 200 });
  expect(result.verdict).toBe('violated');
  const { failing, schedules, steps } = result.exploration;
  expect([failing > 0, failing < schedules]).toEqual([true, true]);
  expect(steps).toBeGreaterThan(500 * schedules);
});
