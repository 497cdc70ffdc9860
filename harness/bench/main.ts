import { UsageError } from '../core/usage-error.ts';
import { cases } from './cases/index.ts';
import { lostCounterUpdateOfSix } from './cases/lost-counter-update.ts';
import { type FirstFailures, measureFirstFailures } from './first-failure.ts';
import { measureMemory } from './memory.ts';
import { type BenchOptions, parseOptions } from './options.ts';
import { formatFirstFailures, formatMemory, formatSpeed } from './print.ts';
import { compareSpeed, type CaseSpeed } from './speed.ts';

/** Cases that take uniform choice ten thousand runs: fewer seeds. */
const RARE = 'one reply outlives 12 steps';

/** `npm run bench`: this engine beside its peers. Exit code 0, whatever the numbers are; 2 on wrong use. */
async function bench(options: BenchOptions): Promise<void> {
  const say = (text: string): void => {
    (options.json ? process.stderr : process.stdout).write(`${text}\n`);
  };
  const note = (text: string): void => {
    process.stderr.write(`${text}\n`);
  };
  const chosen = cases.filter(({ name }) => name.includes(options.only));
  if (chosen.length === 0) throw new UsageError(`No case's name contains "${options.only}".`);
  const speeds: CaseSpeed[] = [];
  for (const one of chosen) {
    note(`speed: ${one.name}`);
    speeds.push(await compareSpeed(one, options.speed));
  }
  say(`\nNode ${process.version}\n\n${formatSpeed(speeds)}\n`);
  const firstFailures = new Map<string, FirstFailures>();
  for (const one of chosen) {
    note(`first failure: ${one.name}`);
    const seeds = one.name === RARE ? options.rareSeeds : options.firstFailure.seeds;
    firstFailures.set(one.name, await measureFirstFailures(one, { ...options.firstFailure, seeds }));
  }
  say(
    `${formatFirstFailures(firstFailures, options.firstFailure)}\n(${options.rareSeeds} seeds for "${RARE}".)\n`,
  );
  note(`memory: ${lostCounterUpdateOfSix.name}`);
  const memory = await measureMemory(lostCounterUpdateOfSix, options.memorySchedules);
  say(formatMemory(memory));
  if (!options.json) return;
  const results = speeds.map((speed) => ({ ...speed, firstFailure: firstFailures.get(speed.name) }));
  process.stdout.write(`${JSON.stringify({ node: process.version, cases: results, memory })}\n`);
}

try {
  await bench(parseOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
