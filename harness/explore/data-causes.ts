import { findDataCause } from '../footprint/cause/find-data-cause.ts';
import type { DataCause } from '../footprint/data-cause.ts';
import type { Footprints } from '../footprint/footprint.ts';
import type { Program } from '../program/program.ts';
import type { ReportedFinding } from '../result.ts';
import { AskedAt } from '../trace/asked-at.ts';
import { isTestCode } from '../trace/code-under-test.ts';
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
  /** The nearest run beside it that passes, where `isBesideKnown`; undefined where there is none. */
  readonly passingBeside?: Pick<NonNullable<ReportedFinding['passingBeside']>, 'schedule' | 'adds'>;
  /** Whether somebody has looked for that. Default false: it is looked for here. */
  readonly isBesideKnown?: boolean;
};

/** A trace that keeps no step is enough for its fingerprint. */
const NO_STEP = Infinity;

/** A run, and what it is where nobody records it. */
interface PlainRun extends RunToRepeat {
  /** Its fingerprint. */
  readonly digest: string;
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
  const plain = new PlainRuns(program);
  const pairs = await program.inSlice(() =>
    failures.filter((failure) => hasOrder(program, failure)).map((failure) => pairOf(plain, failure)),
  );
  if (pairs.length === 0) return failures.map(() => undefined);
  const { runs } = plain;
  const recorded = await record(runs.map(({ workload, schedule }) => ({ workload, schedule })));
  const known = new Map(runs.map((run, index) => [run, relied(run, recorded[index])]));
  const told = (pair: Pair): DataCause | undefined => {
    const { failing, passing } = pair;
    const here = known.get(failing);
    const there = passing && known.get(passing);
    // Half of a pair would be told as if there were no run that passes.
    if (here === undefined || (passing !== undefined && there === undefined)) return undefined;
    return causeOf(program, pair, here, there);
  };
  const causes = await program.inSlice(() => new Map(pairs.map((pair) => [pair.failure, told(pair)])));
  return failures.map((failure) => causes.get(failure));
}

/** Whether there is anything that could be in another order: the one step of a load may take seconds to record. */
function hasOrder(program: Program, { workload, schedule, violatingStep }: FailureToTell): boolean {
  return violatingStep > 1 || program.follow(workload, schedule).run.step > 1;
}

function pairOf(plain: PlainRuns, failure: FailureToTell): Pair {
  const { workload, schedule, digest } = failure;
  const failing = plain.of(workload, schedule, digest);
  const nearest = nearestOf(plain.program, failure);
  const passing = nearest && plain.of(workload, nearest.schedule);
  return { failure, failing, passing, difference: nearest?.difference };
}

/** Where leaving something out does not make it pass, holding something back may. */
function nearestOf(
  program: Program,
  { workload, schedule, passing, passingBeside: known, isBesideKnown = false, violatingStep }: FailureToTell,
): { readonly schedule: Schedule; readonly difference: Exception } | undefined {
  if (passing !== undefined) return { schedule: passing.schedule, difference: passing.without };
  if (isBesideKnown) return known && { schedule: known.schedule, difference: known.adds };
  const failing = { ...program.follow(workload, schedule), workload };
  const beside = passingBeside(program, failing, violatingStep);
  return beside && { schedule: beside.schedule, difference: beside.added };
}

/** Each run once: several failures show in one, and many have the prompt run beside them. */
class PlainRuns {
  readonly program: Program;
  readonly #known = new Map<string, PlainRun>();

  constructor(program: Program) {
    this.program = program;
  }

  /** In the order in which they were asked for. */
  get runs(): readonly PlainRun[] {
    return [...this.#known.values()];
  }

  /** @param digest where it is known */
  of(workload: unknown, schedule: Schedule, digest?: string): PlainRun {
    const key = JSON.stringify([workload, schedule]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const run = { workload, schedule, digest: digest ?? this.#digest(workload, schedule) };
    this.#known.set(key, run);
    return run;
  }

  #digest(workload: unknown, schedule: Schedule): string {
    const tracer = new Tracer(NO_STEP);
    return this.program.trace(workload, new Replayer(schedule), NO_STEP, tracer, false).digest;
  }
}

/** A record says something of a run only where that goes as it does when nobody records it. */
function relied({ digest }: PlainRun, recorded: RunFootprints | undefined): Footprints | undefined {
  if (recorded === undefined || !('footprints' in recorded)) return undefined;
  return recorded.footprints.digest === digest ? recorded.footprints : undefined;
}

function causeOf(
  program: Program,
  { failure, failing, passing, difference }: Pair,
  here: Footprints,
  there: Footprints | undefined,
): DataCause | undefined {
  const { kind, message, violatingStep, schedule } = failure;
  const places = placesIn(program);
  return findDataCause(here, there, {
    kind,
    message,
    step: violatingStep,
    schedule,
    ...(difference !== undefined && { difference }),
    askedAt: (event) => places(event, failing) ?? (passing && places(event, passing)),
  });
}

/** Makes runs again where it is asked: most causes name places that are recorded. */
function placesIn(program: Program): (event: string, run: PlainRun) => string | undefined {
  const watched = new Map<PlainRun, AskedAt>();
  return (event, run) => {
    let asked = watched.get(run);
    if (asked === undefined) {
      asked = new AskedAt();
      program.observe(run.workload, new Replayer(run.schedule), asked);
      watched.set(run, asked);
    }
    return placeIn(event, asked);
  };
}

/** Where the code under test asked for an event; where it is not known, the test, which may stand between. */
function placeIn(event: string, asked: AskedAt): string | undefined {
  const places = asked.placesOf(event);
  return places.find((place) => !isTestCode(place)) ?? places[0];
}
