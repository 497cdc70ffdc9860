import { firstKept } from '../program/first-kept.ts';
import { findingWith } from '../core/finding.ts';
import type { Program } from '../program/program.ts';
import type { OtherFailures, PassingNeighbour, ReportedFinding } from '../result.ts';
import { describeSchedule } from '../schedule/english.ts';
import { countHolds } from '../schedule/exceptions.ts';
import { leavingOneOut, type Neighbour } from '../shrink/shrink.ts';
import { tellPassing, type ToldFailure } from '../explain/search/tell-passing.ts';
import { traceAgain } from '../explain/search/trace-again.ts';
import { whyNoPassing } from '../explain/search/why-no-passing.ts';
import { type Cause, findCauses, firstCause } from './causes.ts';
import { NondeterminismError } from './determinism.ts';
import type { Explorer } from './explorer.ts';
import type { Failure } from './failure.ts';
import { FramesMatterError } from './frames-matter.ts';
import { formatSeed } from './seed.ts';
import { tellFinding, tellRun } from './told-run.ts';

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
  const { schedules } = explorer.statistics;
  for (const cause of causes) {
    findings.push(await program.inSlice(() => tellCause(program, failure, schedules, cause, true)));
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
  const { schedules } = explorer.statistics;
  return tellCause(program, failure, schedules, firstCause(program, explorer, failure, shrink), shrink);
}

function tellCause(
  program: Program,
  failure: Failure,
  schedules: number,
  { found, smallest, count }: Cause,
  shrink: boolean,
): ReportedFinding {
  const { signature } = failure;
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
  const reported = tellFinding(finding, told, { run: found.run, count, seed: formatSeed(found.seed) });
  if (!shrink) return reported;
  const left = leavingOneOut(program, smallest);
  if ('without' in left) {
    return {
      ...reported,
      passing: describeNeighbour(program, workload, left, { run: smallest.run, steps: told.steps }),
    };
  }
  return { ...reported, noPassing: whyNoPassing(signature, failure.count, schedules, left.failsAs) };
}

/** The nearest run that passes, step by step, and in words what it lacks. Only inside a slice of the program. */
export function describeNeighbour(
  program: Program,
  workload: unknown,
  neighbour: Neighbour,
  failing: ToldFailure,
): PassingNeighbour {
  const [clause = ''] = describeSchedule([neighbour.without]);
  const others = countHolds(neighbour.schedule);
  const sentence = `It passes when this is left out: ${clause}${others > 0 ? ' (the rest as it was)' : ''}.`;
  return {
    without: neighbour.without,
    sentence,
    ...tellPassing(program, workload, neighbour, failing, neighbour.without),
  };
}
