import { Random } from '../../core/random.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { RecordingRuntime } from '../../footprint/recording/sink.ts';
import { UnstableError } from '../../footprint/reduction/unstable-error.ts';
import type { Program } from '../../program/program.ts';
import type { ReductionFacts } from '../../result.ts';
import type { Schedule } from '../../schedule/exceptions.ts';
import { hrtime } from '../../core/real-time.ts';
import { enumerateAll, independentNeighbours, swapNeighbours } from './audit.ts';
import { describeInstability } from './instability.ts';
import { outcomeOf } from './outcome.ts';
import { realRun } from './real-run.ts';
import { type Attempt, leanRecorder, reduce, type RepresentativeRun } from './reduce.ts';
import { whyClock } from './time-rule.ts';

/** Real milliseconds of runs before other work of this thread gets its turn. */
const SLICE_MS = 50;
/** Workloads, the smallest ones, whose schedules are all run for comparison. */
const AUDITED_MAX = 2;
/** Schedules of one of these, at most. */
const AUDIT_RUNS_MAX = 2_000;
/** Runs that can be spared in the time that one takes. */
const SPARED_PER_RUN = 20;
/** Every how many-th run two neighbours are swapped. */
const SWAP_EVERY = 11;
/** How often, at most. */
const SWAPS_MAX = 50;
/** Runs in which such neighbours are looked for. */
const SWAP_TRIES_MAX = 400;
/** How often for a claim where no workload's schedules are all run; where there are no more such neighbours, it says so. */
export const SWAPS_LEAST = 5;

/** What is to be looked at, as plain data. */
export interface SpaceToReduce {
  /** JSON values: those with the longest runs first, as it is these of which there may be no end. */
  readonly workloads: readonly unknown[];
  /** Runs of the first workload at most, those among them that are left before their end. */
  readonly firstMax: number;
  /** Runs of all workloads at most. */
  readonly runsMax: number;
  /** Real milliseconds at most. */
  readonly msMax: number;
}

/** What came of it, as plain data. */
export interface ReducedSpace {
  /** Whether the runs stand for all schedules there are; then `doubt` is absent. */
  readonly isComplete: boolean;
  /** Runs that were made to their end. */
  readonly runs: number;
  /** Runs that were left, as others stand for them. */
  readonly blocked: number;
  /** Whether background timers could have gone on, and were not let. */
  readonly isBounded: boolean;
  /** How many schedules the runs stand for; absent where they were not counted. */
  readonly standsFor?: number;
  /** Workloads that were gone through to their end. */
  readonly workloads: number;
  /** How time came in; of several workloads the weaker rule. */
  readonly time: ReductionFacts['time'];
  /** Why time had to be as the engine counts it, one clause. */
  readonly whyClock?: string;
  /** Workloads whose schedules were all run for comparison. */
  readonly audited: number;
  /** Pairs of neighbours that were swapped for comparison. */
  readonly swapped: number;
  /** Why the runs are not to be relied upon, one clause. */
  readonly doubt?: string;
  /** Why there may be more to go through, one clause. */
  readonly unfinished?: string;
  /** A run that fails: the number of its workload, and the schedule. */
  readonly failure?: { readonly workload: number; readonly schedule: Schedule };
}

/** One workload, as far as it was looked at. */
interface Looked {
  readonly workload: unknown;
  readonly outcomes: ReadonlySet<string>;
}

/** Looks at all schedules of a program up to equivalent orders, and compares with what is found without that. */
export async function reducedSpace(
  program: Program,
  { workloads, firstMax, runsMax, msMax }: SpaceToReduce,
  runtime?: RecordingRuntime,
): Promise<ReducedSpace> {
  const endsAt = hrtime() + BigInt(Math.ceil(msMax)) * 1_000_000n;
  const recorder = leanRecorder(runtime);
  const survey = new Survey(program, recorder, { firstMax, runsMax, endsAt });
  try {
    for (const [index, workload] of workloads.entries())
      if (!(await survey.look(index, workload))) return survey.result(false);
    await survey.audit();
    return survey.result(true);
  } catch (error) {
    if (!(error instanceof UnstableError)) throw error;
    survey.doubt = describeInstability(error, recorder);
    return survey.result(false);
  }
}

/** How far it may go. */
interface SurveyLimits {
  readonly firstMax: number;
  readonly runsMax: number;
  readonly endsAt: bigint;
}

class Survey {
  doubt: string | undefined = undefined;
  readonly #program: Program;
  readonly #recorder: FootprintRecorder;
  readonly #limits: SurveyLimits;
  readonly #random = new Random(1);
  readonly #looked: Looked[] = [];
  #runs = 0;
  #blocked = 0;
  #attempts = 0;
  #swapped = 0;
  #triedToSwap = 0;
  #audited = 0;
  /** By their own count. */
  #orders: number | undefined = 0;
  /** As they were counted one by one. */
  #schedules: number | undefined = undefined;
  #isBounded = false;
  #time: ReductionFacts['time'] = 'constraints';
  #whyClock: string | undefined = undefined;
  #unfinished: string | undefined = undefined;
  #failure: ReducedSpace['failure'] = undefined;

  constructor(program: Program, recorder: FootprintRecorder, limits: SurveyLimits) {
    this.#program = program;
    this.#recorder = recorder;
    this.#limits = limits;
  }

  /** Whether all of a workload was looked at, and nothing was found. */
  async look(index: number, workload: unknown): Promise<boolean> {
    const before = { runs: this.#runs, blocked: this.#blocked, orders: this.#orders };
    const outcomes = new Set<string>();
    const attempts = reduce(this.#program, workload, this.#recorder);
    for (;;) {
      const end = await this.#program.inSlice(() =>
        this.#slice(attempts, (attempt) => {
          if (attempt.what === 'blocked') this.#blocked += 1;
          else if (attempt.what === 'run') this.#note(index, workload, attempt, outcomes);
          else if (attempt.what === 'again') {
            ({ runs: this.#runs, blocked: this.#blocked, orders: this.#orders } = before);
            outcomes.clear();
          }
        }),
      );
      if (this.doubt !== undefined || this.#failure !== undefined) return false;
      if (end === undefined && !this.#isSpent) continue;
      if (end !== true) {
        this.#unfinished = end === false ? 'its runs are too long' : this.#spent;
        return false;
      }
      this.#looked.push({ workload, outcomes });
      return true;
    }
  }

  get #isSpent(): boolean {
    return this.#spent !== undefined;
  }

  /** Which limit is reached, one clause. */
  get #spent(): string | undefined {
    const { firstMax, runsMax, endsAt } = this.#limits;
    const attemptsMax = this.#looked.length === 0 ? firstMax : runsMax;
    if (this.#attempts >= attemptsMax) return `${attemptsMax.toLocaleString('en-US')} runs were not all`;
    return hrtime() > endsAt ? 'its time was up' : undefined;
  }

  /** Whether all was looked at; undefined where the slice is over first. */
  #slice(attempts: Generator<Attempt, boolean, void>, note: (attempt: Attempt) => void): boolean | undefined {
    const endsAt = hrtime() + BigInt(SLICE_MS) * 1_000_000n;
    do {
      const next = attempts.next();
      if (next.done === true) return next.value;
      const attempt = next.value;
      this.#attempts += attempt.what === 'spared' ? attempt.runs / SPARED_PER_RUN : 1;
      note(attempt);
    } while (hrtime() < endsAt && !this.#isSpent && this.#failure === undefined && this.doubt === undefined);
    return undefined;
  }

  #note(index: number, workload: unknown, found: RepresentativeRun, outcomes: Set<string>): void {
    const { run } = found;
    this.#runs += 1;
    this.#isBounded ||= found.isBounded;
    if (found.time === 'clock') {
      this.#time = 'clock';
      this.#whyClock ??= whyClock(run, found.steps);
    }
    this.#orders =
      this.#orders === undefined || found.orders === undefined ? undefined : this.#orders + found.orders;
    outcomes.add(outcomeOf(run));
    if (run.ending === 'step-bound') this.doubt = 'a run was cut off by its step bound';
    else if (found.mayFail) this.#fail(index, workload, found);
    else if (this.#isSwapDue) this.#swap(workload, found);
  }

  #fail(index: number, workload: unknown, found: RepresentativeRun): void {
    const real = realRun(this.#program, workload, this.#recorder, found);
    if (real !== undefined && real.run.findings.length > 0)
      this.#failure = { workload: index, schedule: real.schedule };
    else this.doubt = 'a run that fails is not one that the engine can make';
  }

  /** In each run until there are enough for a claim. */
  get #isSwapDue(): boolean {
    if (this.#triedToSwap >= SWAP_TRIES_MAX || this.#swapped >= SWAPS_MAX) return false;
    return this.#swapped < SWAPS_LEAST || this.#runs % SWAP_EVERY === 1;
  }

  /** Swaps one pair of neighbours after the other until there are enough for a claim, then one. */
  #swap(workload: unknown, found: RepresentativeRun): void {
    this.#triedToSwap += 1;
    const pairs = independentNeighbours(found);
    while (pairs.length > 0 && this.doubt === undefined) {
      const [at = 0] = pairs.splice(this.#random.below(pairs.length), 1);
      const swapped = swapNeighbours(this.#program, workload, this.#recorder, found, at);
      if (swapped === undefined) continue;
      this.#swapped += 1;
      this.doubt = swapped.difference;
      if (this.#swapped >= SWAPS_LEAST) return;
    }
  }

  /** Runs all schedules of the smallest workloads, and compares what they come to. */
  async audit(): Promise<void> {
    let counted = 0;
    for (const { workload, outcomes } of this.#looked.toReversed().slice(0, AUDITED_MAX)) {
      const space = await this.#program.inSlice(() => enumerateAll(this.#program, workload, AUDIT_RUNS_MAX));
      if (space === undefined) break;
      this.#audited += 1;
      counted += space.runs;
      const missing = [...space.outcomes].some((outcome) => !outcomes.has(outcome));
      if (!missing) continue;
      this.doubt =
        'an outcome of one of the smallest workloads was not among those of the runs that stand for all';
      return;
    }
    if (this.#audited + this.#swapped === 0) this.doubt = 'there is nothing small enough to compare it with';
    if (this.#audited === this.#looked.length) this.#schedules = counted;
  }

  result(isOver: boolean): ReducedSpace {
    const standsFor = this.#schedules ?? (isOver ? this.#orders : undefined);
    return {
      isComplete: isOver && this.doubt === undefined,
      runs: this.#runs,
      blocked: this.#blocked,
      isBounded: this.#isBounded,
      audited: this.#audited,
      swapped: this.#swapped,
      ...(standsFor !== undefined && { standsFor }),
      workloads: this.#looked.length,
      time: this.#time,
      ...(this.#whyClock !== undefined && { whyClock: this.#whyClock }),
      ...(this.#unfinished !== undefined && { unfinished: this.#unfinished }),
      ...(this.doubt !== undefined && { doubt: this.doubt }),
      ...(this.#failure !== undefined && { failure: this.#failure }),
    };
  }
}
