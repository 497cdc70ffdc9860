/*
 * Measures programs on a simulated Node, in a process that was started with its stubs: runs that are drawn at random,
 * in slices as `heddle run` makes them. Prints one line of JSON.
 *
 *   node --expose-gc --expose-internals --import <stubs> simulated-node-child.js <CPU seconds for each> <runs of the memory check>
 */
import { Explorer } from '../explore/explorer.ts';
import { Program } from '../program/program.ts';
import { scenario } from '../scenario.ts';
import { strategies } from '../strategies/portfolio.ts';
import { type NodeProgram, programs } from './node-programs.ts';

/** CPU seconds of one slice, as in `explore`. */
const SLICE_SECONDS = 0.05;
/** Runs between two looks at the clock. */
const RUNS_PER_LOOK = 16;
const WARM_UP_SHARE = 0.5;
const LEAKY = 'an HTTP request and its reply';

const [seconds = 1, memoryRuns = 0] = process.argv.slice(2).map(Number);
const walk = strategies.filter(({ name }) => name === 'walk');

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const cpuUsage = process.cpuUsage.bind(process);

function explorerOf(one: NodeProgram): { program: Program; explorer: Explorer } {
  const { name, isSimulated } = one;
  const story = scenario(
    name,
    { id: 'bench', variants: { only: {} } },
    {
      invariants: [],
      ...(isSimulated && { node: true }),
      run(sim) {
        one.run(sim);
        return () => [];
      },
    },
  );
  const program = new Program(`bench/${name}`, story, 'only');
  return { program, explorer: new Explorer(program, 1, [{}], { strategies: walk }) };
}

/** Makes runs, and returns the CPU seconds that they took. */
function slice(explorer: Explorer): number {
  const begin = cpuUsage();
  for (;;) {
    for (let i = 0; i < RUNS_PER_LOOK; i++) explorer.next();
    const { user, system } = cpuUsage(begin);
    const used = (user + system) / 1e6;
    if (used >= SLICE_SECONDS) return used;
  }
}

/** Runs per second of CPU time. */
async function speedOf(one: NodeProgram): Promise<{ runs: number; steps: number }> {
  const { program, explorer } = explorerOf(one);
  const { statistics } = explorer;
  const runFor = async (limit: number): Promise<number> => {
    let used = 0;
    while (used < limit) used += await program.inSlice(() => slice(explorer));
    return used;
  };
  await runFor(seconds * WARM_UP_SHARE);
  const { schedules, steps } = statistics;
  const used = await runFor(seconds);
  if (statistics.failing > 0) throw new Error(`Runs of "${one.name}" fail.`);
  const runs = statistics.schedules - schedules;
  return { runs: runs / used, steps: (statistics.steps - steps) / runs };
}

/** Megabytes that are live after a tenth of the runs, and after all. */
async function memoryOf(one: NodeProgram, runs: number): Promise<readonly [number, number]> {
  const { program, explorer } = explorerOf(one);
  const until = async (count: number): Promise<number> => {
    while (explorer.statistics.schedules < count) {
      await program.inSlice(() => slice(explorer));
    }
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / 2 ** 20;
  };
  return [await until(runs / 10), await until(runs)];
}

const speeds: Record<string, { runs: number; steps: number }> = {};
for (const one of programs) speeds[one.name] = await speedOf(one);
const leaky = programs.find(({ name }) => name === LEAKY);
const memory = leaky === undefined || memoryRuns === 0 ? undefined : await memoryOf(leaky, memoryRuns);
process.stdout.write(`${JSON.stringify({ speeds, memory })}\n`);
