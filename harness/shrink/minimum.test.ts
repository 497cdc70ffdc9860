import { findingWith } from '../core/finding.ts';
import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { enumeration } from '../strategies/enumeration.ts';
import { Program } from '../program/program.ts';
import { pickersOf } from '../strategies/pickers-of.ts';
import { profiled } from '../strategies/profiled.fixture.ts';
import { scenario } from '../scenario.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { compareSchedules } from './cost.ts';
import { type Case, Shrinker } from './shrink.ts';

const SIGNATURE = 'wrong-result/right';
const PROGRAMS = 300;
const RUNS_MAX = 1_200;
const anyTime = { latencyMs: [0, Infinity] } as const;

/** Two or three tasks of up to three calls, one of which may fail; wrong if some random things come together. */
function randomProgram(random: Random): Program {
  const lengths = Array.from({ length: 2 + random.below(2) }, () => 1 + random.below(3));
  const names = lengths.flatMap((length, t) => Array.from({ length }, (_, n) => `${t}.${n}`));
  const one = (): string => names[random.below(names.length)] as string;
  const orders = Array.from({ length: 2 + random.below(3) }, () => [one(), one()] as const);
  const failed = random.below(4) === 0 ? one() : undefined;
  const story = scenario(
    'random',
    { id: 'random', variants: { only: {} } },
    {
      invariants: ['right'],
      faults: { budget: 1, operations: { call: ['error'] } },
      run(sim) {
        const call = sim.operation('call', anyTime);
        const came: string[] = [];
        const failures: string[] = [];
        lengths.forEach((length, t) => {
          sim.task(`t${t}`, async () => {
            for (let n = 0; n < length; n++) {
              const name = `${t}.${n}`;
              await call.call(name, () => came.push(name)).catch(() => failures.push(name));
            }
          });
        });
        return () => {
          const inOrder = orders.every(([a, b]) => came.indexOf(a) > came.indexOf(b));
          const isWrong =
            failures.includes(failed ?? '') || (inOrder && (failed === undefined || failures.length > 0));
          return [
            { invariant: 'right', finding: isWrong ? { kind: 'wrong-result', message: 'wrong' } : undefined },
          ];
        };
      },
    },
  );
  return new Program('random/random', story, 'only');
}

interface AllFailing {
  readonly cases: readonly Case[];
  readonly minimum: Schedule | undefined;
}

/** Every failing run there is, and the simplest; nothing where there are too many runs. */
function everyFailing(program: Program): AllFailing | undefined {
  const cases: Case[] = [];
  let runs = 0;
  for (const { picker } of pickersOf(enumeration, profiled(program))) {
    if (runs > RUNS_MAX) return undefined;
    const recorded = program.record({}, picker);
    if (findingWith(recorded.run, SIGNATURE) !== undefined) cases.push({ workload: {}, ...recorded });
    runs += 1;
  }
  const [minimum] = cases.map(({ schedule }) => schedule).sort(compareSchedules);
  return { cases, minimum };
}

test('from any failing run of random programs with faults, shrinking comes to the brute-force minimum in 98 of 100', async () => {
  const random = new Random(11);
  const beyond: string[] = [];
  const minima = new Map<string, number>();
  let shrunk = 0;
  for (let number = 0; number < PROGRAMS; number++) {
    const program = randomProgram(random);
    await program.inSlice(() => {
      const all = everyFailing(program);
      if (all?.minimum === undefined) return;
      const kinds = all.minimum.map(({ type }) => type).join(' ');
      minima.set(kinds, (minima.get(kinds) ?? 0) + 1);
      for (let n = 0; n < 3; n++) {
        const start = all.cases[random.below(all.cases.length)] as Case;
        const { run, schedule } = new Shrinker(program, SIGNATURE).shrink(start);
        shrunk += 1;
        expect(findingWith(run, SIGNATURE)).toBeDefined();
        if (compareSchedules(schedule, all.minimum) > 0)
          beyond.push(`${number}: ${kinds}, got ${schedule.map(({ type }) => type).join(' ')}`);
      }
    });
  }
  expect(shrunk).toBeGreaterThan(150);
  // Minima of several kinds were there to be found.
  expect([...minima.keys()]).toEqual(expect.arrayContaining(['', 'hold', 'hold hold', 'fail']));
  expect(beyond.length / shrunk, beyond.join('\n')).toBeLessThanOrEqual(0.02);
});
