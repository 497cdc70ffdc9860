/*
 * The long checks. First those tests whose short form is a part of `npm test`, at length: random programs against the
 * real event loop, the command interrupted at drawn moments, random programs gone through up to equivalent orders. Then
 * determinism: all scenarios are explored twice in one
 * process and once in a fresh one, and once by each other Node that is named; everything that is reported, but the time
 * it took, must be the same.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import { differing, type ExplorationDigest } from './digest.ts';
import { exploreAll } from './explore-all.ts';
import { parseOptions, type TortureOptions } from './options.ts';

/** Differing explorations that are named. */
const NAMED_MAX = 10;

/** Tests that take more rounds when they are asked to. */
const LONG_TESTS = [
  'harness/node/real-loop',
  'harness/cli/attacks',
  'harness/footprint/reduction',
  'harness/explore/reduced',
];
const LONG = {
  HEDDLE_LOOP_PROGRAMS: '3000',
  HEDDLE_TORTURE: '130',
  HEDDLE_REDUCTION_PROGRAMS: '2000',
};

function runLongTests(): boolean {
  const { status } = spawnSync('npx', ['vitest', 'run', '--testTimeout=3600000', ...LONG_TESTS], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...LONG },
  });
  return status === 0;
}

async function torture({ nodes, ...task }: Omit<TortureOptions, 'tests'>): Promise<boolean> {
  const [first = [], second = []] = await exploreAll(process.execPath, { ...task, times: 2 });
  const schedules = first.reduce((sum, exploration) => sum + exploration.schedules, 0);
  console.log(`${first.length} scenarios × variants, ${schedules.toLocaleString('en-US')} schedules`);
  if (first.length === 0) throw new UsageError(`No scenario's id contains "${task.only}".`);
  let agreed = tell('again in the same process', first, second);
  for (const node of [process.execPath, ...nodes]) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    const [once = []] = await exploreAll(node, { ...task, times: 1 });
    agreed = tell(`in a fresh process of Node ${version}`, first, once) && agreed;
  }
  return agreed;
}

function tell(how: string, was: readonly ExplorationDigest[], is: readonly ExplorationDigest[]): boolean {
  const names = differing(was, is);
  console.log(`${names.length === 0 ? 'equal' : `${names.length} DIFFER`}: ${how}`);
  for (const name of names.slice(0, NAMED_MAX)) console.log(`  ${name}`);
  return names.length === 0;
}

try {
  const startedMs = performance.now();
  const { tests, ...options } = parseOptions(process.argv.slice(2));
  const passed = !tests || runLongTests();
  process.exitCode = (await torture(options)) && passed ? 0 : 1;
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : describeError(error));
  process.exitCode = 2;
}
