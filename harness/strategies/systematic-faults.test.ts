import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { Task } from '../../systems/primitives/task.ts';
import type { FaultMenu } from '../scenario.ts';
import { anyTime, programOf } from '../explore/enumerate.fixture.ts';
import type { Program } from '../program/program.ts';
import { expectAllUpToK } from './up-to-k.fixture.ts';

const PROGRAMS = 80;
const RUNS_MAX = 1_200;

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

test('on random programs the systematic runs are all those with up to k exceptions of any kind, each once', async () => {
  const random = new Random(3);
  const kinds = new Set<string>();
  let compared = 0;
  for (let number = 0; number < PROGRAMS; number++) {
    const program = randomProgram(random);
    await program.inSlice(() => {
      const all = expectAllUpToK(program, { name: `program ${number}`, kMax: 3, runsMax: RUNS_MAX });
      if (all === undefined) return;
      for (const run of all) for (const [kind = ''] of run.matchAll(/"type":"\w+"/g)) kinds.add(kind);
      compared += 1;
    });
  }
  expect(compared).toBeGreaterThan(PROGRAMS / 2);
  // Cancellations, crashes, failures, stalls, and replies in one chunk.
  expect(kinds.size).toBe(5);
});
