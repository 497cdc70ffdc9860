import { type Finding, type FindingKind, signatureOf } from '../core/finding.ts';
import type { Picker } from '../core/picker.ts';
import { Random } from '../core/random.ts';
import type { Run } from '../core/run.ts';
import { UsageError } from '../core/usage-error.ts';
import { DistinctCounter } from './distinct.ts';
import type { Program } from './program.ts';
import { ProfilingPicker, prompt } from './prompt.ts';
import { randomOf, type RunSeed } from './seed.ts';
import { exhaustive, portfolio, strategies } from './strategies.ts';
import type { Faults, Parameters, Profile, Setting, Strategy } from './strategy.ts';
import { Turn } from './turn.ts';

/** The first run that failed in a certain way, and how many did. */
export interface Failure {
  readonly kind: FindingKind;
  readonly invariant: string;
  readonly signature: string;
  readonly seed: RunSeed;
  readonly orderHash: number;
  count: number;
}

/** Every how many-th run is made twice at the end, to see whether the same seed gives the same run. */
const SAMPLE_EVERY = 97;
const SAMPLES_MAX = 50;

/** What one strategy did. */
export interface Tally {
  readonly strategy: string;
  schedules: number;
  fresh: number;
  failing: number;
  firstFailure: number | undefined;
}

/**
 * Makes runs of one program, one after the other, and keeps count: the prompt run first, then the strategies in turn.
 * Only inside a slice of the program.
 */
export class Explorer {
  readonly #program: Program;
  readonly #base: number;
  readonly #workloads: readonly unknown[];
  readonly #profiles: (Profile | undefined)[] = [];
  readonly #turns: Turn[];
  #at = 0;
  #enumerations: Turn | undefined;
  #lastTally: Tally | undefined;
  readonly distinct = new DistinctCounter();
  readonly tallies = new Map<string, Tally>();
  readonly failures = new Map<string, Failure>();
  /** Runs to be made again. */
  readonly samples: { readonly seed: RunSeed; readonly orderHash: number }[] = [];
  schedules = 0;
  failing = 0;
  steps = 0;
  /** Runs that their step bound cut off. */
  cutOff = 0;
  /** Of the run that the first workload's prompt run was. */
  measures: ReadonlyMap<string, number> = new Map();

  constructor(program: Program, base: number, workloads: readonly unknown[]) {
    this.#program = program;
    this.#base = base;
    this.#workloads = workloads;
    this.#turns = portfolio.map((strategy) => new Turn(this, strategy, workloads.length));
  }

  /** Makes one run more. False when every strategy has come to its end. */
  next(): boolean {
    if (this.schedules === 0) {
      this.profile(0);
      return true;
    }
    while (this.#turns.length > 0) {
      this.#at = this.#at < this.#turns.length ? this.#at : 0;
      if ((this.#turns[this.#at] as Turn).next()) {
        this.#at += 1;
        return true;
      }
      this.#turns.splice(this.#at, 1);
    }
    return false;
  }

  /**
   * Tries to make every run there is, on every workload: all orderings and all faults within the budget, delivery at
   * the earliest moment. Stops at `runsMax` runs more. Whether nothing is left.
   */
  exhaust(runsMax: number): boolean {
    this.#enumerations ??= new Turn(this, exhaustive, this.#workloads.length);
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

  get workloadCount(): number {
    return this.#profiles.filter((profile) => profile !== undefined).length;
  }

  get firstWorkload(): unknown {
    return this.#workloads[0];
  }

  workload(seed: RunSeed): unknown {
    return this.#workloads[seed.workload];
  }

  #setting(seed: RunSeed, strategy: Strategy, profile: Profile): Setting {
    // Making a source of randomness costs as much as two deliveries, and only sampling strategies use it.
    const random = strategy.samples ? randomOf(seed) : unused;
    return { profile, faults: this.#program.faults, random };
  }

  /** Makes the run of those parameters and returns its picker. */
  make(strategy: Strategy, workload: number, profile: Profile, parameters: Parameters): Picker {
    const seed = { base: this.#base, workload, strategy: strategy.name, parameters };
    const picker = strategy.picker(parameters, this.#setting(seed, strategy, profile));
    this.#execute(seed, picker);
    return picker;
  }

  get faults(): Faults {
    return this.#program.faults;
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
    if (workload === 0) this.measures = run.measures;
    this.#profiles[workload] = picker.profile;
    return picker.profile;
  }

  #execute(seed: RunSeed, picker: Picker): Run {
    const run = this.#program.run(this.#workloads[seed.workload], picker);
    const tally = this.#tally(seed.strategy);
    if (this.schedules % SAMPLE_EVERY === 0 && this.samples.length < SAMPLES_MAX) {
      this.samples.push({ seed, orderHash: run.hashOrder(seed.workload) });
    }
    this.schedules += 1;
    this.steps += run.step;
    tally.schedules += 1;
    if (this.distinct.add(run.hashOrder(seed.workload))) tally.fresh += 1;
    if (run.ending === 'step-bound') this.cutOff += 1;
    if (run.findings.length > 0) this.#note(seed, run, tally);
    return run;
  }

  #note(seed: RunSeed, run: Run, tally: Tally): void {
    this.failing += 1;
    tally.failing += 1;
    tally.firstFailure ??= tally.schedules;
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

  #tally(strategy: string): Tally {
    if (this.#lastTally?.strategy === strategy) return this.#lastTally;
    let tally = this.tallies.get(strategy);
    if (tally === undefined) {
      tally = { strategy, schedules: 0, fresh: 0, failing: 0, firstFailure: undefined };
      this.tallies.set(strategy, tally);
    }
    this.#lastTally = tally;
    return tally;
  }
}

const noProfile: Profile = { steps: 0, delivered: [], faultSites: [], cancelSites: [] };
const unused = new Random(0);
