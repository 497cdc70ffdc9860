import { type Finding, signatureOf } from '../core/finding.ts';
import type { Picker } from '../core/picker.ts';
import { Random } from '../core/random.ts';
import type { Run } from '../core/run.ts';
import { UsageError } from '../core/usage-error.ts';
import { Discovery } from './discovery.ts';
import { DistinctCounter } from './distinct.ts';
import { PairCounter } from './pairs.ts';
import type { Program } from '../program/program.ts';
import { noProfile, ProfilingPicker, prompt } from '../strategies/prompt.ts';
import { randomOf, type RunSeed } from './seed.ts';
import { Share } from './share.ts';
import { exhaustive, portfolio, strategies } from '../strategies/portfolio.ts';
import type { Faults } from '../core/faults.ts';
import type { Parameters, Profile, Setting, Strategy, StrategyPicker } from '../strategies/strategy.ts';
import { type Tally, Tallies } from './tally.ts';
import { SamplingTurn, SystematicTurn, type Turn } from './turn.ts';

/** The first run that failed in a certain way, and how many did. */
export interface Failure {
  readonly kind: string;
  readonly invariant: string;
  readonly signature: string;
  readonly seed: RunSeed;
  readonly orderHash: number;
  count: number;
}

/** Every how many-th run is made twice at the end, to see whether the same seed gives the same run. */
const SAMPLE_EVERY = 97;
const SAMPLES_MAX = 50;

export interface ExplorerOptions {
  /** Default: the portfolio. */
  readonly strategies?: readonly Strategy[] | undefined;
  /** Told of each run before it is made. */
  readonly beacon?: ((seed: RunSeed) => void) | undefined;
}

/**
 * Makes runs of one program, one after the other, and keeps count: the prompt run first, then by turns a systematic
 * strategy and a sampling one, so that neither a large systematic space nor an unlucky sample delays the other. Only
 * inside a slice of the program.
 */
export class Explorer {
  readonly #program: Program;
  readonly #base: number;
  readonly #workloads: readonly unknown[];
  readonly #beacon: ((seed: RunSeed) => void) | undefined;
  readonly #profiles: (Profile | undefined)[] = [];
  readonly #systematic: Share;
  readonly #sampling: Share;
  readonly #enumerations: Turn;
  #isSamplingNext = false;
  /** Whether complete enumeration is one of the strategies: then the end of all runs is a proof. */
  readonly isExhaustive: boolean;
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
  /** Whether an enumeration kept background timers from going on for ever. */
  isBounded = false;
  /** What the prompt run of the first workload measured. */
  measures: ReadonlyMap<string, number> = new Map();

  constructor(program: Program, base: number, workloads: readonly unknown[], options: ExplorerOptions = {}) {
    this.#program = program;
    this.#base = base;
    this.#workloads = workloads;
    this.#beacon = options.beacon;
    const used = options.strategies ?? portfolio;
    this.isExhaustive = used.includes(exhaustive);
    const count = workloads.length;
    const systematic = used.filter(({ samples }) => !samples);
    const sampling = used.filter(({ samples }) => samples);
    this.#systematic = new Share(systematic.map((strategy) => new SystematicTurn(this, strategy, count)));
    this.#sampling = new Share(sampling.map((strategy) => new SamplingTurn(this, strategy, count)));
    this.#enumerations = new SystematicTurn(this, exhaustive, count);
  }

  /** Makes one run more. False when every strategy has come to its end. */
  next(): boolean {
    if (this.schedules === 0) {
      this.profile(0);
      return true;
    }
    this.#isSamplingNext = !this.#isSamplingNext;
    return this.#isSamplingNext
      ? this.#systematic.next() || this.#sampling.next()
      : this.#sampling.next() || this.#systematic.next();
  }

  /**
   * Tries to make every run there is, on every workload: all orderings and all faults within the budget, delivery at
   * the earliest moment. Stops at `runsMax` runs more. Whether nothing is left.
   */
  exhaust(runsMax: number): boolean {
    const endsAt = this.schedules + runsMax;
    while (this.schedules < endsAt) if (!this.#enumerations.next()) return true;
    return false;
  }

  /** Makes the run that `seed` names; its prologue too, which counts as runs of this explorer. */
  picker(seed: RunSeed): { readonly picker: Picker; readonly workload: unknown } {
    const strategy = strategies.find(({ name }) => name === seed.strategy);
    if (strategy === undefined) {
      const known = strategies.map(({ name }) => name).join(', ');
      throw new UsageError(
        `There is no strategy "${seed.strategy}"; the seeds of this heddle name: ${known}.`,
      );
    }
    const profile = strategy === prompt ? noProfile : this.profile(seed.workload);
    return {
      picker: strategy.picker(seed.parameters, this.#setting(seed, strategy, profile)),
      workload: this.workload(seed),
    };
  }

  /** Events of the longest prompt run. */
  get eventsMax(): number {
    return Math.max(0, ...this.#profiles.map((profile) => profile?.events ?? 0));
  }

  get workloadCount(): number {
    return this.#profiles.filter((profile) => profile !== undefined).length;
  }

  get firstWorkload(): unknown {
    return this.#workloads[0];
  }

  workload(seed: RunSeed): unknown {
    return this.#workloads[seed.workload];
  }

  get faults(): Faults {
    return this.#program.faults;
  }

  #setting(seed: RunSeed, strategy: Strategy, profile: Profile): Setting {
    // Making a source of randomness costs as much as two deliveries, and only sampling strategies use it.
    const random = strategy.samples ? randomOf(seed) : unused;
    return { profile, faults: this.#program.faults, random };
  }

  /** Makes the run of those parameters and returns its picker. */
  make(strategy: Strategy, workload: number, profile: Profile, parameters: Parameters): StrategyPicker {
    const seed = { base: this.#base, workload, strategy: strategy.name, parameters };
    const picker = strategy.picker(parameters, this.#setting(seed, strategy, profile));
    this.#execute(seed, picker);
    if (picker.isBounded === true) this.isBounded = true;
    return picker;
  }

  isProfiled(workload: number): boolean {
    return this.#profiles[workload] !== undefined;
  }

  /** The prompt run of a workload, which is the prologue of all others on it. */
  profile(workload: number): Profile {
    const known = this.#profiles[workload];
    if (known !== undefined) return known;
    const picker = new ProfilingPicker(this.#program.faults);
    const run = this.#execute({ base: this.#base, workload, strategy: prompt.name, parameters: [] }, picker);
    if (workload === 0) this.measures = run.notes.measures;
    this.#profiles[workload] = picker.profile;
    return picker.profile;
  }

  #execute(seed: RunSeed, picker: StrategyPicker): Run {
    this.#beacon?.(seed);
    const run = this.#program.run(this.#workloads[seed.workload], picker);
    const orderHash = run.hashOrder(seed.workload);
    if (this.schedules % SAMPLE_EVERY === 0 && this.samples.length < SAMPLES_MAX) {
      this.samples.push({ seed, orderHash });
    }
    this.schedules += 1;
    this.steps += run.step;
    this.virtualMs += run.nowMs;
    const tally = this.tallies.of(seed.strategy);
    tally.note(picker, orderHash, this.distinct.add(orderHash));
    this.discovery.note(this.schedules, this.distinct);
    this.pairs.note(run.delivered);
    if (run.ending === 'step-bound') this.cutOff += 1;
    if (run.findings.length > 0) this.#note(seed, run, tally);
    return run;
  }

  #note(seed: RunSeed, run: Run, tally: Tally): void {
    this.failing += 1;
    tally.noteFailure();
    for (const finding of run.findings) {
      const failure = this.#failureOf(finding);
      if (failure !== undefined) failure.count += 1;
      else this.#addFailure(finding, seed, run);
    }
  }

  /** Compared piece by piece: where most runs fail, making the signature each time is a cost of its own. */
  #failureOf({ kind, invariant }: Finding): Failure | undefined {
    for (const failure of this.failures.values()) {
      if (failure.kind === kind && failure.invariant === invariant) return failure;
    }
    return undefined;
  }

  #addFailure(finding: Finding, seed: RunSeed, run: Run): void {
    const { kind, invariant } = finding;
    const signature = signatureOf(finding);
    const orderHash = run.hashOrder(seed.workload);
    this.failures.set(signature, { kind, invariant, signature, seed, orderHash, count: 1 });
  }
}

const unused = new Random(0);
