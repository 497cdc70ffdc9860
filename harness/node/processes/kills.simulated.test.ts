import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { anyTime, programOf } from '../../explore/enumerate.fixture.ts';
import type { Program } from '../../program/program.ts';
import { describeCause } from '../../schedule/english.ts';
import { Replayer } from '../../schedule/replayer.ts';
import { decodeToken, encodeToken } from '../../schedule/token.ts';
import { profiled } from '../../strategies/profiled.fixture.ts';
import { randomWalk } from '../../strategies/random-walk.ts';
import { expectAllUpToK } from '../../strategies/up-to-k.fixture.ts';

const RUNS_MAX = 300;

/** One or two processes and a client, of few calls each, of which any process may be killed. */
function randomProgram(random: Random, latency: { latencyMs?: readonly [number, number] }): Program {
  const processes = Array.from({ length: 1 + random.below(2) }, () => ({
    calls: 1 + random.below(2),
    timer: random.below(2) === 0,
    restart: random.below(2) === 0,
    isSplit: random.below(2) === 0,
  }));
  return programOf(
    (sim) => {
      const write = sim.operation('write', latency);
      const read = sim.operation('read', { ...latency, effect: 'split' });
      processes.forEach(({ calls, timer, restart, isSplit }, p) => {
        const body = async (): Promise<void> => {
          if (timer) await new Promise((resolve) => setTimeout(resolve, 5));
          for (let n = 0; n < calls; n++) await (isSplit ? read : write).call(p, () => n);
        };
        sim.process(`p${p}`, body, { restart: restart && [3, 30] });
      });
      sim.task('client', () => write.call('c', () => {}));
    },
    { node: true, faults: { kill: ['p*'], budget: 1 + random.below(2) }, maxSteps: 200 },
  );
}

test('the systematic runs are all those with up to k exceptions, kills among them, each once', async () => {
  const random = new Random(5);
  let compared = 0;
  let kills = 0;
  for (let number = 0; number < 14; number++) {
    const program = randomProgram(random, anyTime);
    await program.inSlice(() => {
      const all = expectAllUpToK(program, { name: `program ${number}`, kMax: 2, runsMax: RUNS_MAX });
      if (all === undefined) return;
      compared += 1;
      kills += all.filter((run) => run.includes(': kill#')).length;
    });
  }
  expect([compared > 3, kills > 100]).toEqual([true, true]);
});

test('every recorded run replays identically from its token, kills and restarts too', async () => {
  const random = new Random(6);
  let kills = 0;
  for (let number = 0; number < 40; number++) {
    const program = randomProgram(random, { latencyMs: [1, 20] });
    await program.inSlice(() => {
      const setting = profiled(program);
      for (let n = 0; n < 15; n++) {
        const picker = randomWalk.picker([n], { ...setting, random: new Random(`${number}/${n}`) });
        const { schedule, digest, checks } = program.trace({}, picker);
        const of = { scenario: 'a/b', variant: 'only', workload: {}, signature: '', tool: '0' };
        const token = { ...of, schedule, digest, checks };
        const replayer = new Replayer(decodeToken(encodeToken(token)).schedule);
        const again = program.trace({}, replayer);
        expect([again.digest, again.schedule, replayer.divergences, replayer.unused]).toEqual([
          digest,
          schedule,
          [],
          [],
        ]);
        kills += schedule.filter(({ type }) => type === 'kill').length;
      }
    });
  }
  expect(kills).toBeGreaterThan(100);
});

test('the sentence says which process was killed, and when', () => {
  expect(
    describeCause([
      { type: 'kill', process: 'api', after: 'api: write#1' },
      { type: 'kill', process: 'api', after: null },
    ]),
  ).toBe(
    'everything was prompt, except: `api` was killed right after `api: write#1`; `api` was killed before anything happened',
  );
});
