/*
 * The long check of determinism: all scenarios are explored twice in one process and once in a fresh one, and once by
 * each other Node that is named; everything that is reported, but the time it took, must be the same.
 */
import { execFileSync } from 'node:child_process';
import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import { differing, type ExplorationDigest } from './digest.ts';
import { exploreAll } from './explore-all.ts';
import { parseOptions, type TortureOptions } from './options.ts';

/** Differing explorations that are named. */
const NAMED_MAX = 10;

async function torture({ nodes, ...task }: TortureOptions): Promise<boolean> {
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
  process.exitCode = (await torture(parseOptions(process.argv.slice(2)))) ? 0 : 1;
  console.log(`${((performance.now() - startedMs) / 1000).toFixed(0)} s`);
} catch (error) {
  console.error(error instanceof UsageError ? error.message : describeError(error));
  process.exitCode = 2;
}
