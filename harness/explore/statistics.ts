import type { Finding } from '../core/finding.ts';
import type { Run } from '../core/run.ts';
import type { StrategyPicker } from '../strategies/strategy.ts';
import { Discovery } from './discovery.ts';
import { DistinctCounter } from './distinct.ts';
import { Failure, type FailingRun } from './failure.ts';
import { PairCounter } from './pairs.ts';
import type { RunSeed } from './seed.ts';
import { Tallies, type Tally } from './tally.ts';
import { TraitTable } from './traits.ts';

/** Every how many-th run is made twice at the end, to see whether the same seed gives the same run. */
const SAMPLE_EVERY = 97;
const SAMPLES_MAX = 50;

/** A run that is to be made again. */
export interface Sample {
  readonly seed: RunSeed;
  readonly orderHash: number;
}

/** What the runs of an exploration have shown so far. */
export class Statistics {
  readonly distinct = new DistinctCounter();
  readonly discovery = new Discovery();
  readonly pairs = new PairCounter();
  readonly tallies = new Tallies();
  /** By signature. */
  readonly failures = new Map<string, Failure>();
  readonly traits = new TraitTable();
  /** Runs to be made again. */
  readonly samples: Sample[] = [];
  schedules = 0;
  failing = 0;
  steps = 0;
  /** Virtual milliseconds of all runs together. */
  virtualMs = 0;
  /** Runs that their step bound cut off. */
  cutOff = 0;
  /** The first of these. */
  firstCutOff: RunSeed | undefined = undefined;
  /** Whether an enumeration kept background timers from going on for ever. */
  isBounded = false;
  /** Whether in a run ticks came in the default order, as it seemed to hang. */
  hasSeemedToHang = false;

  /** Whether no run failed, and none was cut off. */
  get isClean(): boolean {
    return this.failing === 0 && this.cutOff === 0;
  }

  /**
   * Told of each run when it is over; says whether its ordering is new, as far as memory is kept.
   * @param picker where it tells what it noticed
   */
  note(seed: RunSeed, run: Run, picker: StrategyPicker | undefined): boolean {
    const orderHash = run.hashOrder(seed.workload);
    if (this.schedules % SAMPLE_EVERY === 0 && this.samples.length < SAMPLES_MAX) {
      this.samples.push({ seed, orderHash });
    }
    this.schedules += 1;
    this.steps += run.step;
    this.virtualMs += run.nowMs;
    this.hasSeemedToHang ||= run.hasSeemedToHang;
    const tally = this.tallies.of(seed.strategy);
    const isFresh = this.distinct.add(orderHash);
    tally.note(orderHash, isFresh);
    this.discovery.note(this.schedules, this.distinct);
    this.pairs.note(run.delivered);
    if (run.ending === 'step-bound') {
      this.cutOff += 1;
      this.firstCutOff ??= seed;
    }
    if (picker !== undefined) {
      tally.noteChains(picker.chains);
      if (picker.isBounded === true) this.isBounded = true;
    }
    if (run.findings.length > 0) this.#noteFailures(run, { seed, orderHash, run: this.schedules }, tally);
    return isFresh || this.distinct.isEstimate;
  }

  #noteFailures(run: Run, failing: FailingRun, tally: Tally): void {
    this.failing += 1;
    tally.noteFailure();
    let traits: number | undefined;
    const traitsOf = (): number => (traits ??= this.traits.of(run));
    for (const finding of run.findings) this.#failureOf(finding).note(failing, traitsOf);
  }

  /** Compared piece by piece: where most runs fail, making the signature each time is a cost of its own. */
  #failureOf(finding: Finding): Failure {
    const { kind, invariant } = finding;
    for (const failure of this.failures.values()) {
      if (failure.kind === kind && failure.invariant === invariant) return failure;
    }
    const failure = new Failure(finding);
    this.failures.set(failure.signature, failure);
    return failure;
  }
}
