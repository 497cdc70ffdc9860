import { tellLasting } from '../lasting-state/tell-lasting.ts';
import { whatLasts } from '../lasting-state/what-lasts.ts';
import { describeAnswer, describeStep } from '../trace/describe-step.ts';
import type { TraceStep } from '../trace/step.ts';
import type { Run } from '../core/run.ts';
import type { Elsewhere } from './leaks.ts';
import type { Explorer } from './explorer.ts';
import type { Program } from '../program/program.ts';
import { adviceOnDifference } from '../program/self-check.ts';
import { formatSeed, type RunSeed } from './seed.ts';
import type { Sample } from './statistics.ts';

/** Two executions of one schedule differed: nothing that was found can be trusted until that is mended. */
export class NondeterminismError extends Error {
  override readonly name = 'NondeterminismError';
  readonly seed: RunSeed;
  constructor(seed: RunSeed) {
    super(`The run ${formatSeed(seed)} was not the same when it was made again.`);
    this.seed = seed;
  }
}

/**
 * Makes the sampled runs again.
 * @param remake makes one of them for a purpose of its own, with each wait waited out; undefined where it has none
 * @throws NondeterminismError at the first that differs
 */
export function checkSamples(
  program: Program,
  explorer: Explorer,
  remake: (sample: Sample) => Run | undefined = () => undefined,
): void {
  for (const sample of explorer.statistics.samples) {
    const { seed, orderHash } = sample;
    let run = remake(sample);
    if (run === undefined) {
      const { picker, workload } = explorer.picker(seed);
      run = program.runPatiently(workload, picker);
    }
    if (run.hashOrder(seed.workload) !== orderHash) throw new NondeterminismError(seed);
  }
}

/** Runs a seed twice with traces and says where they part, and what to do about it. */
export async function explainNondeterminism(
  program: Program,
  explorer: Explorer,
  seed: RunSeed,
  elsewhere?: Elsewhere,
): Promise<string> {
  const difference = await program.inSlice(() => describeDifference(program, explorer, seed));
  const advice = await adviceOnDifference(
    `Look for real time, for randomness, and for state that lives longer than a run: what makes it belongs into the body, or has new modules in each run, by fresh('…').${await named(program, explorer, seed, elsewhere)}`,
  );
  return `${difference}. ${advice}`;
}

/** What such a run changes that outlives it, here or where no other was made before; empty where nothing is seen of that. */
async function named(
  program: Program,
  explorer: Explorer,
  seed: RunSeed,
  elsewhere: Elsewhere | undefined,
): Promise<string> {
  const here = await program.inSlice(() => {
    const { picker, workload } = explorer.picker(seed);
    return whatLasts(program.scenario, () => void program.run(workload, picker));
  });
  if (here.length > 0) return ` ${tellLasting(here)}`;
  if (elsewhere === undefined) return '';
  const { schedule, workload } = await program.inSlice(() => {
    const { picker, workload } = explorer.picker(seed);
    return { ...program.record(workload, picker), workload };
  });
  const there = await elsewhere.lastingOf({ workload, schedule });
  return there.length === 0 ? '' : ` ${tellLasting(there)}`;
}

function describeDifference(program: Program, explorer: Explorer, seed: RunSeed): string {
  const traces = [0, 1].map(() => {
    const { picker, workload } = explorer.picker(seed);
    return program.trace(workload, picker).steps;
  });
  const [first = [], second = []] = traces;
  const at = first.findIndex((step, i) => differs(step, second[i]));
  const index = at >= 0 ? at : first.length;
  const prefix = `The run ${formatSeed(seed)} is not the same each time it is made`;
  if (index >= first.length && index >= second.length) {
    return `${prefix}, although two traced runs agreed: state outside the run changes its course`;
  }
  const [a, b] = [first[index], second[index]];
  if (a !== undefined && b !== undefined && describeStep(a) === describeStep(b)) {
    const [was, then] = [describeAnswer(a), describeAnswer(b)];
    if (was !== then) return `${prefix}: step ${index}, ${describeStep(a)}, ${was}, then ${then}`;
    return `${prefix}: step ${index}, ${describeStep(a)}, caused ${listCreated(a)}, then ${listCreated(b)}`;
  }
  const [was, then] = [a, b].map((step) => (step === undefined ? 'the end' : describeStep(step)));
  return `${prefix}: step ${index} was ${was}, then ${then}`;
}

function differs(a: TraceStep, b: TraceStep | undefined): boolean {
  return (
    b === undefined ||
    describeStep(a) !== describeStep(b) ||
    describeAnswer(a) !== describeAnswer(b) ||
    a.created.join() !== b.created.join()
  );
}

function listCreated({ created }: TraceStep): string {
  return created.length === 0 ? 'nothing' : created.map((event) => `\`${event}\``).join(', ');
}
