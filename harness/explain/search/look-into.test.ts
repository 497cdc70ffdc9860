import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { explore } from '../../explore/explore.ts';
import { replaySchedule } from '../../replay/replay.ts';
import type { ReportedFinding, Tolerance } from '../../result.ts';
import { type Scenario, scenario } from '../../scenario.ts';

interface Variant {
  /** Whether the door stays shut while somebody writes. */
  readonly waits: boolean;
}

/** A write that comes while the door is open, from 5 ms to 10 ms, is lost. */
const door: Scenario<Variant> = scenario<Variant>(
  'a door',
  { id: 'sample', variants: { open: { waits: false }, hardened: { waits: true } } },
  {
    invariants: ['no-lost-rows'],
    run(sim, { waits }) {
      const write = sim.operation('write', { latencyMs: [1, 20] });
      const turn = sim.operation('turn', { latencyMs: [5, 5] });
      const look = sim.operation('look', { latencyMs: [0, 0] });
      const state = { door: 'shut', row: 'on its way' };
      let written = (): void => {};
      const isWritten = new Promise<void>((resolve) => (written = resolve));
      sim.watch('state', () => state);
      sim.task('writer', () =>
        write.call('row', () => {
          state.row = state.door === 'open' ? 'lost' : 'stored';
          written();
        }),
      );
      sim.task('porter', async () => {
        if (waits) {
          await look.call('who writes', () => {});
          await isWritten;
        }
        await turn.call('open', () => void (state.door = 'open'));
        await turn.call('close', () => void (state.door = 'shut'));
      });
      return () => [
        {
          invariant: 'no-lost-rows',
          finding: state.row === 'lost' ? { kind: 'lost-row', message: 'lost the row' } : undefined,
        },
      ];
    },
  },
);

/** Fails always; one that comes first passes. */
const race: Scenario = scenario<object>(
  'a race',
  { id: 'sample', variants: { only: {} } },
  {
    invariants: ['b-first'],
    run(sim) {
      const log: string[] = [];
      const call = sim.operation('call', { latencyMs: [1, Infinity] });
      for (const name of ['a', 'b']) sim.task(name, () => call.call(name, () => void log.push(name)));
      return () => [
        {
          invariant: 'b-first',
          finding: log[0] === 'a' ? { kind: 'wrong-result', message: 'a was first' } : undefined,
        },
      ];
    },
  },
);

async function found(of: Scenario, variant: string): Promise<ReportedFinding> {
  const { findings } = await explore('sample/door', of, variant, { seed: 1, runs: 200 });
  const [finding] = findings;
  if (finding === undefined || findings.length > 1) throw new Error('There is one failure.');
  return finding;
}

describe('how far an event can move', () => {
  const on = ({ tolerances = [] }: ReportedFinding, axis: Tolerance['axis']): Tolerance => {
    const tolerance = tolerances.find((one) => one.axis === axis);
    if (tolerance === undefined) throw new Error(`There is none in ${axis}.`);
    return tolerance;
  };

  it('is measured in steps and in milliseconds', async () => {
    const finding = await found(door, 'open');
    const steps = on(finding, 'steps');
    expect(steps.event).toBe('writer: write(row)#1');
    expect(steps.ranges.map(({ outcome }) => outcome)).toEqual(['passes', 'fails', 'passes']);
    const ms = on(finding, 'ms');
    expect(ms.ranges).toEqual([
      { from: 1, to: 5, outcome: 'passes' },
      { from: 5, to: 10, outcome: 'fails' },
      { from: 10, to: 20, outcome: 'passes' },
    ]);
    expect(ms.failingAt).toBe(5);
    expect(ms.sentence).toBe(
      'fails if `writer: write(row)#1` comes between 5 and 10 ms; passes between 1 and 5 ms and from 10 to 20 ms, the latest',
    );
  });

  it('is told by runs: each of them, replayed, comes to what it says', async () => {
    const { tolerances = [], schedule, workload } = await found(door, 'open');
    expect(tolerances).toHaveLength(2);
    for (const { event, exception, points } of tolerances) {
      for (const { step, atMs, after, instead, outcome } of points) {
        const other = schedule.flatMap((one) =>
          JSON.stringify(one) === JSON.stringify(exception) ? instead : [one],
        );
        const replayed = await replaySchedule('sample/door', door, 'open', { workload, schedule: other });
        expect(replayed.findings.map(({ kind }) => kind)).toEqual(outcome === 'fails' ? ['lost-row'] : []);
        expect(replayed.steps.find((one) => one.event === event)).toMatchObject({ step, atMs });
        expect(replayed.steps.find((one) => one.step === step - 1)?.event).toBe(after);
      }
    }
  });
});

it('the passing run names the event that moved, and the first value that is another', async () => {
  const { passing } = await found(door, 'open');
  expect(passing?.moved?.map(({ event }) => event)).toEqual(['writer: write(row)#1']);
  expect(passing?.difference).toMatchObject({
    what: 'watched',
    name: 'state',
    path: ['row'],
    failing: '"lost"',
    passing: '"stored"',
  });
});

it('a failure that needs no unusual timing says how many runs fail so, and which run passes all the same', async () => {
  const { passing, noPassing, passingBeside } = await found(race, 'only');
  expect(passing).toBeUndefined();
  expect(noPassing?.reason).toBe('prompt');
  expect(noPassing?.sentence).toMatch(/^It needs no unusual timing: \d+ of \d+ runs fail so\.$/);
  expect(passingBeside?.adds).toEqual({ type: 'hold', event: 'a: call(a)#1', until: 'b: call(b)#1' });
  expect(passingBeside?.sentence).toBe(
    'It passes when this comes on top: `a: call(a)#1` was held until `b: call(b)#1`.',
  );
});

it('the failing schedule is replayed on the other variants, up to where their path is another', async () => {
  const { otherVariants = [] } = await found(door, 'open');
  expect(otherVariants).toMatchObject([{ variant: 'hardened', outcome: 'passes' }]);
  expect(otherVariants[0]?.leaves?.other).toBe('porter: look(who writes)#1');
});

it('where another variant makes something real, or waits for a module, nothing is said of it', async () => {
  const prepares = {
    plain: () => Promise.resolve(),
    reading: () => readFile(import.meta.filename),
    importing: () => import('../../explore/imported/unheard.fixture.ts'),
  };
  const one: Scenario = scenario<() => Promise<unknown>>(
    'one who prepares',
    { id: 'sample', variants: prepares },
    {
      invariants: ['never'],
      run(sim, prepare) {
        sim.task('one', async () => void (await prepare()));
        return () => [{ invariant: 'never', finding: { kind: 'wrong-result', message: 'it does' } }];
      },
    },
  );
  const { otherVariants } = await found(one, 'plain');
  expect(otherVariants).toMatchObject([
    { variant: 'reading', outcome: 'unknown', sentence: 'says nothing: it cannot be run there' },
    { variant: 'importing', outcome: 'unknown', sentence: 'says nothing: it cannot be run there' },
  ]);
});
