import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import type { Run } from '../core/run.ts';
import { Task } from '../../systems/primitives/task.ts';
import type { FaultMenu } from '../scenario.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { anyTime, programOf } from '../explore/enumerate.fixture.ts';
import { enumeration } from './enumeration.ts';
import type { Program } from '../program/program.ts';
import { ProfilingPicker } from './prompt.ts';
import type { Parameters, Strategy } from './strategy.ts';
import { systematic } from './systematic.ts';

const PROGRAMS = 80;
const RUNS_MAX = 1_200;

interface Made {
  /** Order of events, and all exceptions but holds, which follow from the order. */
  readonly run: string;
  readonly exceptions: number;
}

/** One to three tasks of one or two calls, plain, on one connection, or split; with some of all faults. */
function randomProgram(random: Random): Program {
  const errors = [[], ['error'], ['error', 'stall']][random.below(3)] ?? [];
  const faults: FaultMenu = {
    budget: random.below(3),
    operations: { plain: errors, joint: errors, split: [...errors, 'lost-reply'] },
    cancel: random.below(2) === 0 ? ['t*'] : [],
    crash: random.below(2) === 0,
  };
  const tasks = Array.from({ length: 1 + random.below(3) }, () =>
    Array.from({ length: 1 + random.below(2) }, () => random.below(4)),
  );
  return programOf(
    (sim) => {
      const plain = sim.operation('plain', anyTime);
      const joint = sim.operation('joint', { ...anyTime, channel: sim.channel('socket', { order: 'any' }) });
      const split = sim.operation('split', { ...anyTime, effect: 'split' });
      const take = async (self: Task<void>, kind: number): Promise<unknown> => {
        if (kind === 0) return self.wait(plain.call(undefined, () => {}));
        if (kind === 1) return self.wait(joint.call(undefined, () => {}));
        if (kind === 2) return self.wait(split.call(undefined, () => {}));
        return Promise.all(['a', 'b'].map((key) => self.wait(joint.call(key, () => {}))));
      };
      tasks.forEach((kinds, t) => {
        const body = async (self: Task<void>): Promise<void> => {
          for (const kind of kinds) await take(self, kind).catch(rethrowCancelled);
        };
        const name = `t${t}`;
        const start = (): Promise<void> => Task.start<void>(name, body, { spawn: sim.spawn }).result;
        sim.task(name, start, { rejections: 'keep' });
      });
      let restarts = 0;
      sim.onRestart(() => {
        restarts += 1;
        if (restarts === 1) sim.task('after', () => plain.call('after', () => {}).catch(() => {}));
      });
    },
    { faults },
  );
}

function rethrowCancelled(error: unknown): void {
  if (error instanceof Error && error.name === 'Cancelled') throw error;
}

/** All runs of a strategy as far as `wanted` lets it go; nothing where they are too many. */
function runsOf(
  program: Program,
  strategy: Strategy,
  wanted: (parameters: Parameters) => boolean,
): Made[] | undefined {
  const prompt = new ProfilingPicker(program.faults);
  program.run({}, prompt);
  const setting = { profile: prompt.profile, faults: program.faults, random: new Random(1) };
  const made: Made[] = [];
  const plan = strategy.plan(setting);
  for (let step = plan.next(); step.done !== true && wanted(step.value);) {
    if (made.length >= RUNS_MAX) return undefined;
    const picker = strategy.picker(step.value, setting);
    const { run, schedule } = program.record({}, picker);
    made.push(describe(run, schedule));
    step = plan.next(picker);
  }
  return made;
}

function describe(run: Run, schedule: Schedule): Made {
  const order = run.delivered.map((event) => run.idOf(event)).join(' ');
  const others = schedule.filter(({ type }) => type !== 'hold');
  return { run: `${order} ${JSON.stringify(others)}`, exceptions: schedule.length };
}

const textsOf = (runs: readonly Made[]): string[] => runs.map(({ run }) => run).sort();

test('on random programs the systematic runs are all those with up to k exceptions of any kind, each once', async () => {
  const random = new Random(3);
  const kinds = new Set<string>();
  let compared = 0;
  for (let number = 0; number < PROGRAMS; number++) {
    const program = randomProgram(random);
    await program.inSlice(() => {
      const all = runsOf(program, enumeration, () => true);
      if (all === undefined) return;
      expect(new Set(textsOf(all)).size, `program ${number}`).toBe(all.length);
      for (const k of [1, 2, 3]) {
        const upToK = (parameters: Parameters): boolean => (systematic.level?.(parameters) ?? 0) <= k;
        const made = [...all.slice(0, 1), ...(runsOf(program, systematic, upToK) ?? [])];
        const expected = all.filter(({ exceptions }) => exceptions <= k);
        expect(textsOf(made), `program ${number}, ${k} exceptions`).toEqual(textsOf(expected));
      }
      for (const { run } of all) for (const [kind = ''] of run.matchAll(/"type":"\w+"/g)) kinds.add(kind);
      compared += 1;
    });
  }
  expect(compared).toBeGreaterThan(PROGRAMS / 2);
  // Cancellations, crashes, failures, stalls, and replies in one chunk.
  expect(kinds.size).toBe(5);
});
