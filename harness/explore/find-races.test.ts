import { describe, expect, it } from 'vitest';
import type { Access } from '../footprint/footprint.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { Replayer } from '../schedule/replayer.ts';
import { findRaces } from './find-races.ts';
import type { RecordRuns } from './record-runs.ts';

/** One task looks, and acts a call later; another resets with its third call. Wrong where the act undoes the reset. */
function program(latencyMs: readonly [least: number, most: number]): Program {
  const story = scenario<object, null>(
    'reset',
    { id: 'reset', variants: { only: {} } },
    {
      invariants: ['stays-reset'],
      run(sim) {
        const call = sim.operation('call', { latencyMs });
        let [value, isReset, isUndone] = [1, false, false];
        sim.task('adder', async () => {
          const seen = await call.call('load', () => value);
          await call.call('save', () => {
            isUndone = isReset;
            value = seen + 1;
          });
        });
        sim.task('resetter', async () => {
          await call.call('first', () => {});
          await call.call('second', () => {});
          await call.call('reset', () => {
            isReset = true;
            value = 0;
          });
        });
        return () => [
          {
            invariant: 'stays-reset',
            finding: isUndone ? { kind: 'lost-update', message: 'the reset is undone' } : undefined,
          },
        ];
      },
    },
  );
  return new Program('reset/reset', story, 'only');
}

/** What instrumented code would tell of it. */
function recording(of: Program): RecordRuns {
  const access = (kind: Access['kind'], task: string, line: number): Access => ({
    location: 0,
    kind,
    task,
    place: `src/reset.ts:${line}`,
  });
  const accesses: Readonly<Record<string, readonly Access[]>> = {
    'adder: call(load)#1': [access('read', 'adder', 3)],
    'adder: call(save)#1': [access('write', 'adder', 5)],
    'resetter: call(reset)#1': [access('write', 'resetter', 9)],
  };
  return (runs) =>
    of.inSlice(() =>
      runs.map(({ workload, schedule }) => {
        const { steps, digest } = of.trace(workload, new Replayer(schedule));
        const locations = [{ name: 'value', label: 'Shared.value', sort: 'property' as const }];
        const told = steps.map(({ step, event, task }) => ({
          step,
          event: step === 0 ? '' : event,
          name: event,
          task,
          accesses: accesses[event] ?? [],
        }));
        return { footprints: { locations, steps: told, digest } };
      }),
    );
}

describe('races in a run that passes', () => {
  it('are turned round, with a token, and what that did is told', async () => {
    const racing = program([1, Infinity]);
    const [race, ...others] = await findRaces(racing, [null], recording(racing));
    expect(others).toEqual([]);
    expect(race?.sentence).toBe(
      'adder reads Shared.value (reset.ts:3) and writes it in a later step (reset.ts:5); nothing keeps resetter from writing it (reset.ts:9) in between',
    );
    expect(race?.schedule).toEqual([
      { type: 'hold', event: 'adder: call(save)#1', until: 'resetter: call(reset)#1' },
    ]);
    expect(race?.outcome).toEqual({
      type: 'violates',
      kind: 'lost-update',
      invariant: 'stays-reset',
      message: 'the reset is undone',
    });
    expect(race?.token).toMatch(/^hd1\./);
  });

  it('are none where no schedule brings the write in between', async () => {
    const timed = program([1, 1]);
    expect(await findRaces(timed, [null], recording(timed))).toEqual([]);
  });

  it('are none where a run cannot be recorded, or goes otherwise then', async () => {
    const racing = program([1, Infinity]);
    const otherwise: RecordRuns = async (runs) => {
      const recorded = await recording(racing)(runs);
      return recorded.map((run) =>
        'footprints' in run ? { footprints: { ...run.footprints, digest: 'another' } } : run,
      );
    };
    expect(await findRaces(racing, [null], otherwise)).toEqual([]);
    const unstable: RecordRuns = (runs) => Promise.resolve(runs.map(() => ({ reason: 'unstable' })));
    expect(await findRaces(racing, [null], unstable)).toEqual([]);
  });
});
