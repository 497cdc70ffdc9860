import { type Finding, signatureOf } from '../core/finding.ts';
import type { Run } from '../core/run.ts';
import type { StrategyPicker } from '../strategies/strategy.ts';
import { Discovery } from './discovery.ts';
import { DistinctCounter } from './distinct.ts';
import { PairCounter } from './pairs.ts';
import type { RunSeed } from './seed.ts';
import { Tallies, type Tally } from './tally.ts';

/** The first run that failed in a certain way, and how many did. */
export interface Failure {
  readonly kind: string;
  readonly invariant: string;
  readonly signature: string;
  readonly seed: RunSeed;
  readonly orderHash: number;
  /** The number of that run in the exploration, from 1. */
  readonly run: number;
  count: number;
}

/** Every how many-th run is made twice at the end, to see whether the same seed gives the same run. */
const SAMPLE_EVERY = 97;
const SAMPLES_MAX = 50;

/** What the runs of an exploration have shown so far. */
export class Statistics {
  readonly distinct = new DistinctCounter();
  readonly discovery = new Discovery();
  readonly pairs = new PairCounter();
  readonly tallies = new Tallies();
  readonly failures = new Map<string, Failure>();
  /** Runs to be made again. */
  readonly samples: { readonly seed: RunSeed; readonly orderHash: number }[] = [];
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

  /** Whether no run failed, and none was cut off. */
  get isClean(): boolean {
    return this.failing === 0 && this.cutOff === 0;
  }

  /** Told of each run when it is over; says whether its ordering is new, as far as memory is kept. */
  note(seed: RunSeed, run: Run, picker: StrategyPicker): boolean {
    const orderHash = run.hashOrder(seed.workload);
    if (this.schedules % SAMPLE_EVERY === 0 && this.samples.length < SAMPLES_MAX) {
      this.samples.push({ seed, orderHash });
    }
    this.schedules += 1;
    this.steps += run.step;
    this.virtualMs += run.nowMs;
    const tally = this.tallies.of(seed.strategy);
    const isFresh = this.distinct.add(orderHash);
    tally.note(picker, orderHash, isFresh);
    this.discovery.note(this.schedules, this.distinct);
    this.pairs.note(run.delivered);
    if (run.ending === 'step-bound') {
      this.cutOff += 1;
      this.firstCutOff ??= seed;
    }
    if (picker.isBounded === true) this.isBounded = true;
    if (run.findings.length > 0) this.#noteFailures(run.findings, seed, orderHash, tally);
    return isFresh || this.distinct.isEstimate;
  }

  #noteFailures(findings: readonly Finding[], seed: RunSeed, orderHash: number, tally: Tally): void {
    this.failing += 1;
    tally.noteFailure();
    for (const finding of findings) this.#noteFailure(finding, seed, orderHash);
  }

  #noteFailure(finding: Finding, seed: RunSeed, orderHash: number): void {
    const known = this.#failureOf(finding);
    if (known !== undefined) {
      known.count += 1;
      return;
    }
    const { kind, invariant } = finding;
    const signature = signatureOf(finding);
    this.failures.set(signature, {
      kind,
      invariant,
      signature,
      seed,
      orderHash,
      run: this.schedules,
      count: 1,
    });
  }

  /** Compared piece by piece: where most runs fail, making the signature each time is a cost of its own. */
  #failureOf({ kind, invariant }: Finding): Failure | undefined {
    for (const failure of this.failures.values()) {
      if (failure.kind === kind && failure.invariant === invariant) return failure;
    }
    return undefined;
  }
}
