import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import type { ReportedFinding, ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { checkSamples, explainNondeterminism, NondeterminismError } from './determinism.ts';
import { Explorer } from './explorer.ts';
import { Program } from '../program/program.ts';
import { reportFailure } from './report-failure.ts';
import { type Explored, exploredResult } from './explored-result.ts';
import type { RunSeed } from './seed.ts';
import { strategies } from '../strategies/portfolio.ts';
import type { Strategy } from '../strategies/strategy.ts';
import { drawWorkloads, workloadCount } from '../program/workloads.ts';

/** How much is explored, where chance comes from, and what ends it early. */
export interface ExploreOptions {
  /** Base seed: fixes workloads and schedules. */
  readonly seed: number;
  /** Schedules to run; fewer where there are no more. */
  readonly runs: number;
  /** Names of strategies. Default: the portfolio. */
  readonly strategies?: readonly string[];
  /** Stops the exploration at the end of a slice; what was found is reported. */
  readonly signal?: AbortSignal;
  /** Told at the end of each slice how many of the schedules asked for were run. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Stops after so many distinct failures. */
  readonly failuresMax?: number;
  /** Stops after so many real milliseconds: the result then depends on the machine. */
  readonly timeLimitMs?: number;
  /** Stops after so many virtual milliseconds in all runs together. */
  readonly virtualLimitMs?: number;
  /** Makes no more schedules than that, though `runs` are planned: the one after would never return. */
  readonly stopAfter?: number;
  /** Whether failures are made smaller before they are reported. Default true. */
  readonly shrink?: boolean;
  /** Told of each run before it is made: a run that never returns can be named by another thread. */
  readonly beacon?: (seed: RunSeed) => void;
}

/** Real milliseconds of runs before other work of this thread gets its turn. */
const SLICE_MS = 50;
/** Runs between two looks at the clock and the budget. */
const RUNS_BETWEEN_LOOKS = 16;
/** Runs of an enumeration in one slice. */
const RUNS_PER_LOOK = 500;
/** Distinct failures that are reported in full. */
const FAILURES_MAX = 20;

/**
 * Explores the schedules of one variant of one scenario.
 * @param id `<component>/<story>`
 * @throws UsageError for a scenario that cannot be run as it is
 */
export async function explore(
  id: string,
  scenario: Scenario,
  variant: string,
  options: ExploreOptions,
): Promise<ScenarioResult> {
  const startedMs = performance.now();
  const whole = scenario.notApplicable?.[variant]?.['*'];
  const runs = scenario.runs ?? options.runs;
  const program = new Program(id, scenario, variant);
  const explorer = new Explorer(
    program,
    options.seed,
    drawWorkloads(id, scenario, options.seed, workloadCount(scenario, runs)),
    { beacon: options.beacon, strategies: strategiesNamed(options.strategies) },
  );
  const explored: Explored =
    whole === undefined
      ? await runPhases(program, explorer, runs, options)
      : { explorer, exhausted: false, findings: [], trouble: { verdict: 'n/a', reason: whole } };
  return exploredResult(program, explored, performance.now() - startedMs);
}

async function runPhases(
  program: Program,
  explorer: Explorer,
  runs: number,
  options: ExploreOptions,
): Promise<Explored> {
  const findings: ReportedFinding[] = [];
  const isSpent = budgetOf(explorer, options);
  const { stopAfter = Infinity } = options;
  const last = Math.min(runs, stopAfter);
  try {
    let more = true;
    while (more && explorer.schedules < last && !isSpent()) {
      more = await program.inSlice(() => runSlice(explorer, last, isSpent));
      options.onProgress?.(explorer.schedules, runs);
    }
    // Who chose strategies gets no others.
    const exhausted =
      options.strategies === undefined
        ? await exhaust(program, explorer, runs, stopAfter, isSpent)
        : explorer.isExhaustive && !more && explorer.failing === 0 && explorer.cutOff === 0;
    const escape = await program.inSlice(() => findEscape(program, explorer));
    if (escape !== undefined)
      return { explorer, exhausted: false, findings, trouble: { verdict: 'escaped', reason: escape } };
    for (const failure of [...explorer.failures.values()].slice(0, FAILURES_MAX)) {
      findings.push(await program.inSlice(() => reportFailure(program, explorer, failure, options.shrink)));
    }
    await program.inSlice(() => checkSamples(program, explorer));
    return { explorer, exhausted, findings, trouble: undefined };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (!(error instanceof NondeterminismError)) {
      const where = await program.inSlice(() => program.whereItThrows(explorer.firstWorkload));
      return {
        explorer,
        exhausted: false,
        findings,
        trouble: { verdict: 'error', reason: `${describeError(error)}${where}` },
      };
    }
    const reason = await program.inSlice(() => explainNondeterminism(program, explorer, error.seed));
    return { explorer, exhausted: false, findings, trouble: { verdict: 'nondeterministic', reason } };
  }
}

/** A sample that shows less new orderings than one in so many runs comes from a small space. */
const SMALL_SPACE = 2;

/**
 * After a sample without a failure from what seems a small space: looks at all of it, with as many runs again at most.
 * Whether that was all.
 */
async function exhaust(
  program: Program,
  explorer: Explorer,
  runs: number,
  stopAfter: number,
  isSpent: () => boolean,
): Promise<boolean> {
  const { schedules, distinct } = explorer;
  const promising = schedules >= runs && runs > 1 && distinct.count < schedules / SMALL_SPACE;
  if (!promising || explorer.failing > 0 || explorer.cutOff > 0) return false;
  await program.inSlice(() => checkSamples(program, explorer));
  for (let left = Math.min(runs, stopAfter - schedules); left > 0 && !isSpent(); left -= RUNS_PER_LOOK) {
    if (await program.inSlice(() => explorer.exhaust(Math.min(left, RUNS_PER_LOOK)))) {
      return explorer.failing === 0 && explorer.cutOff === 0;
    }
  }
  return false;
}

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const hrtime = process.hrtime.bigint.bind(process.hrtime);

function strategiesNamed(names: readonly string[] | undefined): readonly Strategy[] | undefined {
  return names === undefined ? undefined : strategies.filter(({ name }) => names.includes(name));
}

/** Whether a budget other than the number of runs is used up. Of these, only real time depends on the machine. */
function budgetOf(explorer: Explorer, options: ExploreOptions): () => boolean {
  const { signal, failuresMax = Infinity, timeLimitMs = Infinity, virtualLimitMs = Infinity } = options;
  const startedAt = hrtime();
  return () =>
    signal?.aborted === true ||
    explorer.failures.size >= failuresMax ||
    explorer.virtualMs >= virtualLimitMs ||
    (timeLimitMs !== Infinity && Number(hrtime() - startedAt) >= timeLimitMs * 1e6);
}

function runSlice(explorer: Explorer, runs: number, isSpent: () => boolean): boolean {
  const endsAt = hrtime() + BigInt(SLICE_MS) * 1_000_000n;
  do {
    for (let i = 0; i < RUNS_BETWEEN_LOOKS && explorer.schedules < runs; i++) {
      if (!explorer.next()) return false;
    }
  } while (explorer.schedules < runs && !isSpent() && hrtime() < endsAt);
  return true;
}

/** A run that seems stuck may wait for something real: a socket, a file, the thread pool. */
function findEscape(program: Program, explorer: Explorer): string | undefined {
  const stuck = explorer.failures.get('deadlock/no-deadlock');
  if (stuck === undefined) return undefined;
  const { picker, workload } = explorer.picker(stuck.seed);
  const { escapes } = program.trace(workload, picker);
  if (escapes.length === 0) return undefined;
  return `A task waits for something that the scheduler does not hold: ${escapes.join('; ')}. Give the code a port for it and simulate that.`;
}
