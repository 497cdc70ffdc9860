import type { PassingNeighbour, ReportedFinding } from '../result.ts';
import { describeSchedule } from '../schedule/english.ts';
import { countHolds } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { type Case, type Neighbour, Shrinker } from '../shrink/shrink.ts';
import { NondeterminismError } from './determinism.ts';
import type { Explorer } from './explorer.ts';
import type { Failure } from './statistics.ts';
import { findingWith, firstKept, type Program, type Traced } from '../program/program.ts';
import { formatSeed } from './seed.ts';
import { tellFinding, tellRun, withHolds } from './told-run.ts';

/**
 * Runs a failing seed again, makes it smaller, and writes down what is left.
 * @param shrink false: the failure as it was found, with no run that was not made before
 * @throws NondeterminismError where the same seed or schedule gives another run
 */
export function reportFailure(
  program: Program,
  explorer: Explorer,
  failure: Failure,
  shrink = true,
): ReportedFinding {
  const { picker, workload } = explorer.picker(failure.seed);
  const again = program.record(workload, picker);
  if (
    again.run.hashOrder(failure.seed.workload) !== failure.orderHash ||
    findingWith(again.run, failure.signature) === undefined
  ) {
    throw new NondeterminismError(failure.seed);
  }
  const shrinker = new Shrinker(program, failure.signature);
  const found = { workload, ...again };
  const smallest = shrink ? shrinker.shrink(found) : found;
  const from = firstKept(smallest.run, findingWith(smallest.run, failure.signature));
  const traced = program.trace(smallest.workload, new Replayer(smallest.schedule), from);
  const neighbour = shrink ? shrinker.nearestPassing(smallest) : undefined;
  return describeFailure(program, failure, smallest, traced, neighbour);
}

function describeFailure(
  program: Program,
  failure: Failure,
  { workload }: Case,
  traced: Traced,
  neighbour: Neighbour | undefined,
): ReportedFinding {
  const finding = findingWith(traced.run, failure.signature);
  if (finding === undefined) throw new NondeterminismError(failure.seed);
  const told = tellRun(program, workload, traced, finding);
  return {
    ...tellFinding(finding, told, { ...failure, seed: formatSeed(failure.seed) }),
    ...(neighbour !== undefined && { passing: describeNeighbour(program, workload, neighbour) }),
  };
}

function describeNeighbour(program: Program, workload: unknown, neighbour: Neighbour): PassingNeighbour {
  const from = firstKept(neighbour.run);
  const { steps } = program.trace(workload, new Replayer(neighbour.schedule), from);
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
