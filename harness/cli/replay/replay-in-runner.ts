import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import { encodeToken } from '../../schedule/token.ts';
import { REPLAY_VARIABLE } from '../../testing/asked-replay.ts';
import type { OptionsOf } from '../options/options.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import type { Project } from '../project/project.ts';
import { runnerOf } from './runner-of.ts';

/** Options that show a run which this command makes; the run of a test is made, and shown, by its runner. */
const NOT_IN_RUNNERS = ['step', 'until', 'full', 'html', 'debug'] as const;

/**
 * Runs one interleaving of a test again, in the test's own runner.
 * @param file of the test, relative to the package
 * @returns what the runner ends with: 0 where the test passes, 1 where it fails
 * @throws UsageError where the file is not there, or its runner cannot be started from here
 */
export async function replayInRunner(
  file: string,
  target: ReplayTarget,
  options: OptionsOf<'replay'>,
  { root }: Project,
): Promise<ExitCode> {
  const token = tokenOf(target);
  const refused = NOT_IN_RUNNERS.find((name) => options[name] !== undefined && options[name] !== false);
  if (refused !== undefined)
    throw new UsageError(
      `replay --${refused} is for scenarios: ${file} is a test, which its runner runs and shows.`,
    );
  const absolute = path.join(root, file);
  if (!existsSync(absolute))
    throw new UsageError(
      `There is no test file ${file} here: it was renamed or deleted since, or another package's.`,
    );
  const args = runnerOf(file, readFileSync(absolute, 'utf8'), root, token);
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, [REPLAY_VARIABLE]: token },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code === 0 ? exitCodes.asExpected : exitCodes.differs));
  });
}

function tokenOf(target: ReplayTarget): string {
  const { scenario, variant } = target;
  if (target.type === 'seed')
    throw new UsageError(`replay --seed is for scenarios; the run of a test is seen again by its token.`);
  const { workload, schedule, expected, tool } = target;
  const { digest, signature, checks = '' } = expected;
  return encodeToken({ scenario, variant, workload, schedule, signature, digest, checks, tool });
}
