import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { Program } from '../program/program.ts';
import { profiled } from '../strategies/profiled.fixture.ts';
import { randomWalk } from '../strategies/random-walk.ts';
import { randomPrograms } from './random-programs.fixture.ts';
import { Replayer } from './replayer.ts';
import { decodeToken, encodeToken } from './token.ts';

const PROGRAMS = 120;
const SCHEDULES_EACH = 25;

/** Random schedules of random timed, cancelled, dynamic programs: tokens, and the digests of their runs. */
async function record(): Promise<{ token: string; digest: string }[]> {
  const recorded: { token: string; digest: string }[] = [];
  for (let number = 0; number < PROGRAMS; number++) {
    const program = new Program('random/program', randomPrograms, 'only');
    const workload = { number };
    await program.inSlice(() => {
      const setting = profiled(program, workload);
      for (let n = 0; n < SCHEDULES_EACH; n++) {
        const random = new Random(`${number}/${n}`);
        const picker = randomWalk.picker([n], { ...setting, random });
        const { schedule, digest, checks } = program.trace(workload, picker);
        const token = {
          scenario: 'random/program',
          variant: 'only',
          workload,
          schedule,
          signature: '',
          digest,
          checks,
          tool: '0',
        };
        recorded.push({ token: encodeToken(token), digest });
      }
    });
  }
  return recorded;
}

test('every recorded order replays identically from its token, none with a forced hold', async () => {
  const recorded = await record();
  const program = new Program('random/program', randomPrograms, 'only');
  const different: string[] = [];
  await program.inSlice(() => {
    for (const { token, digest } of recorded) {
      const { workload, schedule } = decodeToken(token);
      const replayer = new Replayer(schedule);
      const traced = program.trace(workload, replayer);
      const again = JSON.stringify(traced.schedule) === JSON.stringify(schedule);
      if (
        traced.digest !== digest ||
        replayer.divergences.length > 0 ||
        replayer.unused.length > 0 ||
        !again
      ) {
        different.push(token);
      }
    }
  });
  expect(recorded).toHaveLength(PROGRAMS * SCHEDULES_EACH);
  expect(different).toEqual([]);
});

test('another process replays the tokens to the same digests', async () => {
  const recorded = (await record()).filter((_, i) => i % 3 === 0);
  const script = fileURLToPath(new URL('replay-tokens.fixture.ts', import.meta.url));
  const output = execFileSync(process.execPath, ['--import', 'tsx', script], {
    input: recorded.map(({ token }) => token).join('\n'),
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  expect(output.trim().split('\n')).toEqual(recorded.map(({ digest }) => digest));
});
