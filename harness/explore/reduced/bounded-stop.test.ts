import { expect, test } from 'vitest';
import { boundedStop } from '../../check/bounded-stop.ts';
import { StopProbe } from '../../check/stop-probe.ts';
import { Program } from '../../program/program.ts';
import { Replayer } from '../../schedule/replayer.ts';
import { scenario } from '../../scenario.ts';
import { enumerate } from '../enumerate.fixture.ts';
import { reducedSpace } from './reduced-space.ts';

/** A stop that waits for two calls in turn, each of which takes 10 to 40 ms; beside it, something that has no part in it. */
function stopsWithin(boundMs: number): Program {
  const story = scenario(
    'stop',
    { id: 'system', variants: { only: {} } },
    {
      invariants: ['bounded-stop'],
      run(sim) {
        const call = sim.operation('call', { latencyMs: [10, 40] });
        const probe = new StopProbe(sim);
        sim.task('sigterm', () =>
          probe.run(async () => {
            await call.call('flush', () => 1);
            await call.call('close', () => 2);
          }),
        );
        sim.task('beside', () => call.call('beside', () => 3));
        return () => [boundedStop(probe, boundMs)];
      },
    },
  );
  return new Program('system/stop', story, 'only');
}

const limits = { workloads: [{}], firstMax: 500, runsMax: 500, msMax: 60_000 };

test('a stop that exceeds its bound at late moments alone is found, with a schedule that shows it', async () => {
  const program = stopsWithin(79);
  await enumerate(program, (run) => expect(run.findings).toEqual([]));
  const { failure, time, isComplete } = await reducedSpace(program, limits);
  expect({ time, isComplete }).toEqual({ time: 'constraints', isComplete: false });
  const schedule = failure?.schedule;
  if (schedule === undefined) throw new Error('nothing was found');
  const run = await program.inSlice(() => program.run({}, new Replayer(schedule)));
  expect(run.findings.map(({ kind }) => kind)).toEqual(['unbounded-stop']);
});

test('one that never does is held, for all moments, and asks nobody what time it is', async () => {
  const found = await reducedSpace(stopsWithin(80), limits);
  expect(found).toMatchObject({ isComplete: true, time: 'constraints' });
  expect(found.failure).toBeUndefined();
});
