import { findDataCause } from '../footprint/cause/find-data-cause.ts';
import type { DataCause } from '../footprint/data-cause.ts';
import type { Footprints } from '../footprint/footprint.ts';
import type { Program } from '../program/program.ts';
import type { ReportedFinding } from '../result.ts';
import { isTestCode } from '../footprint/cause/regard.ts';
import type { Exception, Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { passingBeside } from '../shrink/passing-beside.ts';
import { Tracer } from '../trace/tracer.ts';
import type { RunToRepeat } from './leaks.ts';
import type { RecordRuns, RunFootprints } from './record-runs.ts';

/** What has to be known of a failure for its cause in data. */
export type FailureToTell = Pick<
  ReportedFinding,
  'kind' | 'message' | 'violatingStep' | 'workload' | 'schedule' | 'digest'
> & {
  /** The nearest run that passes. */
  readonly passing?: Pick<NonNullable<ReportedFinding['passing']>, 'schedule' | 'without'>;
};

/** A run, and what it is where nobody records it. */
interface PlainRun extends RunToRepeat {
  /** Its fingerprint. */
  readonly digest: string;
  readonly tracer: Tracer;
}

interface Pair {
  readonly failure: FailureToTell;
  readonly failing: PlainRun;
  readonly passing: PlainRun | undefined;
  /** The exception that one of the two has and the other has not. */
  readonly difference: Exception | undefined;
}

/** The cause in data of each failure; undefined where none can be told. */
export async function dataCauses(
  program: Program,
  failures: readonly FailureToTell[],
  record: RecordRuns,
): Promise<readonly (DataCause | undefined)[]> {
  if (failures.length === 0) return [];
  const pairs = await program.inSlice(() => failures.map((failure) => pairOf(program, failure)));
  const runs = pairs.flatMap(({ failing, passing }) =>
    passing === undefined ? [failing] : [failing, passing],
  );
  const recorded = await record(runs.map(({ workload, schedule }) => ({ workload, schedule })));
  const known = new Map(runs.map((run, index) => [run, relied(run, recorded[index])]));
  return pairs.map((pair) => {
    const { failing, passing } = pair;
    const here = known.get(failing);
    const there = passing && known.get(passing);
    // Half of a pair would be told as if there were no run that passes.
    if (here === undefined || (passing !== undefined && there === undefined)) return undefined;
    return causeOf(pair, here, there);
  });
}

function pairOf(program: Program, failure: FailureToTell): Pair {
  const { workload, schedule, digest } = failure;
  const { tracer } = plainRun(program, workload, schedule);
  const failing = { workload, schedule, digest, tracer };
  const nearest = nearestOf(program, failure);
  const passing = nearest && plainRun(program, workload, nearest.schedule);
  return { failure, failing, passing, difference: nearest?.difference };
}

/** Where leaving something out does not make it pass, holding something back may. */
function nearestOf(
  program: Program,
  { workload, schedule, passing, violatingStep }: FailureToTell,
): { readonly schedule: Schedule; readonly difference: Exception } | undefined {
  if (passing !== undefined) return { schedule: passing.schedule, difference: passing.without };
  const failing = { ...program.follow(workload, schedule), workload };
  const beside = passingBeside(program, failing, violatingStep);
  return beside && { schedule: beside.schedule, difference: beside.added };
}

function plainRun(program: Program, workload: unknown, schedule: Schedule): PlainRun {
  const tracer = new Tracer();
  const { digest } = program.trace(workload, new Replayer(schedule), 0, tracer);
  return { workload, schedule, digest, tracer };
}

/** A record says something of a run only where that goes as it does when nobody records it. */
function relied({ digest }: PlainRun, recorded: RunFootprints | undefined): Footprints | undefined {
  if (recorded === undefined || !('footprints' in recorded)) return undefined;
  return recorded.footprints.digest === digest ? recorded.footprints : undefined;
}

function causeOf(
  { failure, failing, passing, difference }: Pair,
  here: Footprints,
  there: Footprints | undefined,
): DataCause | undefined {
  const { kind, message, violatingStep, schedule } = failure;
  return findDataCause(here, there, {
    kind,
    message,
    step: violatingStep,
    schedule,
    ...(difference !== undefined && { difference }),
    askedAt: (event) => askedAt(event, failing) ?? (passing && askedAt(event, passing)),
  });
}

/** Where the code under test asked for an event; where it is not known, the test, which may stand between. */
function askedAt(event: string, { tracer }: PlainRun): string | undefined {
  const places = [...tracer.placesOf(event)];
  return places.find((place) => !isTestCode(place)) ?? places[0];
}
