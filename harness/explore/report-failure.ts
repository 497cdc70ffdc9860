import { firstKept } from '../program/first-kept.ts';
import { findingWith } from '../core/finding.ts';
import type { Program, Traced } from '../program/program.ts';
import type { OtherFailures, PassingNeighbour, ReportedFinding } from '../result.ts';
import { describeSchedule } from '../schedule/english.ts';
import { countHolds, type Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { nearestPassing, type Neighbour } from '../shrink/shrink.ts';
import { Tracer } from '../trace/tracer.ts';
import { type Cause, findCauses, firstCause } from './causes.ts';
import { NondeterminismError } from './determinism.ts';
import type { Explorer } from './explorer.ts';
import type { Failure } from './failure.ts';
import { FramesMatterError } from './frames-matter.ts';
import { formatSeed } from './seed.ts';
import { tellFinding, tellRun, withHolds } from './told-run.ts';

/** What is reported of the runs that failed in one way. */
export interface ReportedFailure {
  /** One for each cause, that of the first failing run first. */
  readonly findings: readonly ReportedFinding[];
  /** The runs that show none of these causes; absent where there are none. */
  readonly others?: OtherFailures;
}

/**
 * Runs failing seeds again, makes them smaller, and writes down what is left.
 * @param shrink false: the first failure as it was found, with no run that was not made before
 * @throws NondeterminismError where the same seed or schedule gives another run
 */
export async function reportFailure(
  program: Program,
  explorer: Explorer,
  failure: Failure,
  shrink = true,
): Promise<ReportedFailure> {
  if (!shrink)
    return { findings: [await program.inSlice(() => reportFirst(program, explorer, failure, false))] };
  const { causes, others } = await findCauses(program, explorer, failure);
  const findings: ReportedFinding[] = [];
  for (const cause of causes) {
    findings.push(await program.inSlice(() => tellCause(program, failure, cause, true)));
  }
  if (others === 0) return { findings };
  const { kind, invariant } = failure;
  return { findings, others: { kind, invariant, count: others } };
}

/** The first failing run alone stands for all. Only inside a slice of the program. */
export function reportFirst(
  program: Program,
  explorer: Explorer,
  failure: Failure,
  shrink = true,
): ReportedFinding {
  return tellCause(program, failure, firstCause(program, explorer, failure, shrink), shrink);
}

function tellCause(
  program: Program,
  { signature }: Failure,
  { found, smallest, count }: Cause,
  shrink: boolean,
): ReportedFinding {
  const { workload, schedule } = smallest;
  const from = firstKept(smallest.run, findingWith(smallest.run, signature));
  const traced = traceAgain(program, workload, schedule, from);
  const finding = findingWith(traced.run, signature);
  if (finding === undefined) {
    // It was made smaller without frames, and traced with them.
    if (!program.looksAtFrames) throw new FramesMatterError();
    throw new NondeterminismError(found.seed);
  }
  const told = tellRun(program, workload, traced, finding);
  const neighbour = shrink ? nearestPassing(program, smallest) : undefined;
  return {
    ...tellFinding(finding, told, { run: found.run, count, seed: formatSeed(found.seed) }),
    ...(neighbour !== undefined && { passing: describeNeighbour(program, workload, neighbour) }),
  };
}

/** Traces a run that was recorded: what is real in it was looked for then. */
function traceAgain(program: Program, workload: unknown, schedule: Schedule, from: number): Traced {
  return program.trace(workload, new Replayer(schedule), from, new Tracer(from), false);
}

/** The nearest run that passes, step by step, and in words what it lacks. Only inside a slice of the program. */
export function describeNeighbour(
  program: Program,
  workload: unknown,
  neighbour: Neighbour,
): PassingNeighbour {
  const from = firstKept(neighbour.run);
  const { steps } = traceAgain(program, workload, neighbour.schedule, from);
  const [clause = ''] = describeSchedule([neighbour.without]);
  const others = countHolds(neighbour.schedule);
  const sentence = `It passes when this is left out: ${clause}${others > 0 ? ' (the rest as it was)' : ''}.`;
  return {
    without: neighbour.without,
    sentence,
    schedule: neighbour.schedule,
    steps: withHolds(steps, neighbour.schedule),
  };
}
