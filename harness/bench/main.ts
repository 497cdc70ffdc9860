import { UsageError } from '../core/usage-error.ts';
import type { Case } from './cases/case.ts';
import { cases } from './cases/index.ts';
import { lostCounterUpdateOfSix } from './cases/lost-counter-update.ts';
import { measureDepthBounds } from './depth-bound.ts';
import { measureExactCounts } from './exact-counts.ts';
import { type FirstFailureBudget, type FirstFailures, measureFirstFailures } from './first-failure.ts';
import { formatFreshModules, measureFreshModules } from './fresh-modules.ts';
import { measureLargeRuns } from './large-runs.ts';
import { heldOut } from './held-out.ts';
import { manyTasks } from './many-tasks.ts';
import { measureMemory } from './memory.ts';
import { type BenchOptions, parseOptions } from './options.ts';
import { ASKED_FACTOR_MANY, formatFirstFailures } from './print-first-failure.ts';
import { formatLargeRuns } from './print-large-runs.ts';
import { formatDepthBounds, formatExactCounts } from './print-proofs.ts';
import { formatShrinking } from './print-shrinking.ts';
import { formatWorkers } from './print-workers.ts';
import { formatMemory, formatSpeed } from './print.ts';
import { formatRecordings, measureRecordings } from './recording.ts';
import { formatReducedCounts, measureReducedCounts } from './reduced-counts.ts';
import { formatSimulatedNode, measureSimulatedNode } from './simulated-node.ts';
import { measureShrinking } from './shrinking.ts';
import { compareSpeed, warmUpEngines } from './speed.ts';
import { measureWorkers, overall, type WorkersSpeed } from './workers.ts';

/** The case in which uniform choice takes ten thousand runs: fewer seeds for the peer that has nothing else. */
const RARE = 'one reply outlives 12 steps';

/** `npm run bench`: this engine beside its peers. Exit code 0, whatever the numbers are; 2 on wrong use. */
async function bench(options: BenchOptions): Promise<void> {
  const say = (text: string): void => {
    (options.json ? process.stderr : process.stdout).write(`${text}\n\n`);
  };
  const isChosen = ({ name }: Case): boolean => name.includes(options.only);
  const chosen = cases.filter(isChosen);
  const ofManyTasks = [...manyTasks, ...heldOut].filter(isChosen);
  if (chosen.length === 0 && ofManyTasks.length === 0)
    throw new UsageError(`No case's name contains "${options.only}".`);

  const [first] = chosen;
  if (first !== undefined) await warmUpEngines(first, options.speed);
  const speeds = await each('speed', chosen, (one) => compareSpeed(one, options.speed));
  say(`\nNode ${process.version}\n\n${formatSpeed(speeds)}`);
  const firstFailures = await each('first failure', chosen, (one) => firstFailuresOf(one, options));
  const byCase = new Map(chosen.map(({ name }, i) => [name, firstFailures[i] as FirstFailures]));
  say(
    `${formatFirstFailures(byCase, options.firstFailure)}\n("${RARE}": ${formatRare(options.rareFirstFailure)}.)`,
  );
  const many = options.quick ? ofManyTasks.filter((_, i) => i % 4 === 0) : ofManyTasks;
  const manyFailures = new Map<string, FirstFailures>();
  for (const one of many) {
    note(`first failure: ${one.name}`);
    manyFailures.set(one.name, await measureFirstFailures(one, options.manyFirstFailure));
  }
  if (many.length > 0) say(formatFirstFailures(manyFailures, options.manyFirstFailure, ASKED_FACTOR_MANY));
  const shrinkings = await each('shrinking', chosen, (one) => measureShrinking(one, options.shrink));
  say(formatShrinking(shrinkings, options.shrink.seeds));
  note('exact counts');
  const counts = await measureExactCounts(options.quick);
  say(formatExactCounts(counts));
  note('up to equivalent orders');
  const reduced = measureReducedCounts();
  say(formatReducedCounts(reduced));
  note('depth bounds');
  const depths = await measureDepthBounds(options.depthTrials);
  say(formatDepthBounds(depths));
  const workers = await each('workers', chosen, ({ name }) => measureWorkers([name], options.workers));
  say(formatWorkers(new Map(chosen.map(({ name }, i) => [name, workers[i] as WorkersSpeed]))));
  note(`memory: ${lostCounterUpdateOfSix.name}`);
  const memory = await measureMemory(lostCounterUpdateOfSix, options.memorySchedules);
  say(formatMemory(memory));
  note('large runs');
  const largeRuns = await measureLargeRuns(options.largeRunRounds);
  say(formatLargeRuns(largeRuns));
  note('fresh modules');
  const freshModules = await measureFreshModules(options.largeRunRounds);
  say(formatFreshModules(freshModules));
  note('footprints');
  const footprints = measureRecordings(options.only, options.recording);
  if (footprints.length > 0) say(formatRecordings(footprints));
  note('simulated Node');
  const { seconds, memoryRuns } = options.simulatedNode;
  const simulatedNode = measureSimulatedNode(seconds, memoryRuns);
  say(formatSimulatedNode(simulatedNode));
  if (!options.json) return;
  const results = speeds.map((speed, i) => {
    const shrinking = shrinkings[i];
    return {
      ...speed,
      firstFailure: firstFailures[i],
      shrink: shrinking?.heddle,
      shrinkFastCheck: shrinking?.fastCheck,
      shrinkImported: shrinking?.imported,
      minimum: shrinking?.minimum,
      workers: workers[i],
    };
  });
  process.stdout.write(
    `${JSON.stringify({ node: process.version, cases: results, manyTasks: Object.fromEntries(manyFailures), counts, reduced, depths, workers: overall(workers), memory, largeRuns, freshModules, footprints, simulatedNode })}\n`,
  );
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function each<T>(what: string, of: readonly Case[], measure: (one: Case) => Promise<T>): Promise<T[]> {
  const measured: T[] = [];
  for (const one of of) {
    note(`${what}: ${one.name}`);
    measured.push(await measure(one));
  }
  return measured;
}

function firstFailuresOf(one: Case, options: BenchOptions): Promise<FirstFailures> {
  return measureFirstFailures(one, one.name === RARE ? options.rareFirstFailure : options.firstFailure);
}

function formatRare({ fastCheckSeeds, runsMax }: FirstFailureBudget): string {
  return `${fastCheckSeeds} seeds for fast-check, up to ${runsMax.toLocaleString('en-US')} runs for all`;
}

try {
  await bench(parseOptions(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
