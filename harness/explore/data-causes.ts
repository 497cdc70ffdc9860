import { findDataCause } from '../footprint/cause/find-data-cause.ts';
import type { DataCause } from '../footprint/data-cause.ts';
import type { Footprints } from '../footprint/footprint.ts';
import type { Program } from '../program/program.ts';
import type { ReportedFinding } from '../result.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import type { RunToRepeat } from './leaks.ts';
import type { RecordRuns, RunFootprints } from './record-runs.ts';

/** What has to be known of a failure for its cause in data. */
export type FailureToTell = Pick<
  ReportedFinding,
  'kind' | 'message' | 'violatingStep' | 'steps' | 'workload' | 'schedule' | 'digest'
> & {
  /** The nearest run that passes. */
  readonly passing?: Pick<NonNullable<ReportedFinding['passing']>, 'schedule' | 'without'>;
};

/** A run, and its fingerprint where nobody records it. */
interface PlainRun extends RunToRepeat {
  readonly digest: string;
}

interface Pair {
  readonly failure: FailureToTell;
  readonly failing: PlainRun;
  readonly passing: PlainRun | undefined;
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
  return pairs.map(({ failure, failing, passing }) => {
    const here = known.get(failing);
    const there = passing && known.get(passing);
    // Half of a pair would be told as if there were no run that passes.
    if (here === undefined || (passing !== undefined && there === undefined)) return undefined;
    return causeOf(failure, here, there);
  });
}

function pairOf(program: Program, failure: FailureToTell): Pair {
  const { workload, schedule, digest, passing } = failure;
  return {
    failure,
    failing: { workload, schedule, digest },
    passing: passing && plainRun(program, workload, passing.schedule),
  };
}

/** A trace that keeps no step is enough for its fingerprint. */
const NO_STEP = Infinity;

function plainRun(program: Program, workload: unknown, schedule: Schedule): PlainRun {
  const { digest } = program.trace(workload, new Replayer(schedule), NO_STEP);
  return { workload, schedule, digest };
}

/** A record says something of a run only where that goes as it does when nobody records it. */
function relied({ digest }: PlainRun, recorded: RunFootprints | undefined): Footprints | undefined {
  if (recorded === undefined || !('footprints' in recorded)) return undefined;
  return recorded.footprints.digest === digest ? recorded.footprints : undefined;
}

function causeOf(
  { kind, message, violatingStep, schedule, passing, steps }: FailureToTell,
  failing: Footprints,
  nearest: Footprints | undefined,
): DataCause | undefined {
  const places = new Map(steps.map(({ event, location }) => [event, location]));
  return findDataCause(failing, nearest, {
    kind,
    message,
    step: violatingStep,
    schedule,
    ...(passing !== undefined && { without: passing.without }),
    askedAt: (event) => places.get(event),
  });
}
