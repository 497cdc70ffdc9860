import type { Picker } from '../core/picker.ts';
import { Random } from '../core/random.ts';
import type { Run } from '../core/run.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Program } from '../program/program.ts';
import { noProfile, ProfilingPicker, prompt } from '../strategies/prompt.ts';
import { randomOf, type RunSeed } from './seed.ts';
import { Shares } from './shares.ts';
import { Subsequences } from './subsequences.ts';
import { exhaustive, portfolio, strategies } from '../strategies/portfolio.ts';
import type { Faults } from '../core/faults.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { KnownRuns } from '../shrink/known-runs.ts';
import {
  inOneShape,
  type Parameters,
  type Profile,
  type Setting,
  type Strategy,
  type StrategyPicker,
} from '../strategies/strategy.ts';
import type { RunMaker } from './lane.ts';
import { SamplingTurn } from './sampling-turn.ts';
import { Statistics } from './statistics.ts';
import { SystematicTurn } from './systematic-turn.ts';
import type { Turn } from './turn.ts';

export interface ExplorerOptions {
  /** Default: the portfolio. */
  readonly strategies?: readonly Strategy[] | undefined;
  /** Told of each run before it is made. */
  readonly beacon?: ((seed: RunSeed) => void) | undefined;
}

/**
 * Makes runs of one program, one after the other, and keeps count: the prompt run first, then the strategies in turn,
 * more often those that show what is new. Only inside a slice of the program.
 */
export class Explorer implements RunMaker {
  readonly #program: Program;
  readonly #base: number;
  readonly #workloads: readonly unknown[];
  readonly #beacon: ((seed: RunSeed) => void) | undefined;
  readonly #profiles: (Profile | undefined)[] = [];
  readonly #shares: Shares;
  readonly #subsequences = new Subsequences();
  /** Schedules that were found elsewhere. */
  readonly #found: Schedule[] = [];
  readonly #enumerations: Turn;
  /** Whether complete enumeration is one of the strategies: then the end of all runs is a proof. */
  readonly isExhaustive: boolean;
  readonly statistics = new Statistics();
  /** Of the runs that make its failures smaller. */
  readonly knownRuns = new KnownRuns();
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
    this.#shares = new Shares(
      used.map((strategy) => ({
        strategy: strategy.name,
        turn: new (strategy.samples ? SamplingTurn : SystematicTurn)(this, inOneShape(strategy), count),
        weight: strategy.weight ?? 1,
        early: strategy.early,
      })),
    );
    this.#enumerations = new SystematicTurn(this, inOneShape(exhaustive), count);
  }

  /** Makes one run more. False when every strategy has come to its end. */
  next(): boolean {
    if (this.statistics.schedules === 0) {
      this.profile(0);
      return true;
    }
    return this.#shares.next();
  }

  /**
   * Tries to make every run there is, on every workload: all orderings and all faults within the budget, delivery at
   * the earliest moment. Stops at `runsMax` runs more. Whether nothing is left.
   */
  exhaust(runsMax: number): boolean {
    const endsAt = this.statistics.schedules + runsMax;
    while (this.statistics.schedules < endsAt) if (!this.#enumerations.next()) return true;
    return false;
  }

  /**
   * The picker and the workload of the run that `seed` names. Makes the prompt run that it stands on, which counts.
   * @throws UsageError where there is no such strategy
   */
  picker(seed: RunSeed): { readonly picker: Picker; readonly workload: unknown } {
    const found = seed.strategy === REDUCED ? this.#found[seed.parameters[0] ?? -1] : undefined;
    if (found !== undefined) return { picker: new Replayer(found), workload: this.workload(seed) };
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

  /** Makes a run that was found elsewhere, and counts it; whether it fails. */
  follow(workload: number, schedule: Schedule): boolean {
    const number = this.#found.push(schedule) - 1;
    const seed = { base: this.#base, workload, strategy: REDUCED, parameters: [number] };
    const remake = (): Picker => new Replayer(schedule);
    return this.#execute(seed, remake(), remake).findings.length > 0;
  }

  /** Numbers of the workloads, those with the longest prompt runs first, before them those that have not been run. */
  get longestFirst(): readonly number[] {
    const steps = this.#workloads.map((_, workload) => this.#profiles[workload]?.steps ?? Number.MAX_VALUE);
    return steps.map((_, workload) => workload).sort((a, b) => (steps[b] ?? 0) - (steps[a] ?? 0) || a - b);
  }

  /** Events of the longest prompt run. */
  get eventsMax(): number {
    return Math.max(0, ...this.#profiles.map((profile) => profile?.events ?? 0));
  }

  get workloadCount(): number {
    return this.#profiles.filter((profile) => profile !== undefined).length;
  }

  /** Whether each workload that was drawn has been run once at least. */
  get hasRunAll(): boolean {
    return this.workloadCount === this.#workloads.length;
  }

  /** All that were drawn, explored or not. */
  get workloads(): readonly unknown[] {
    return this.#workloads;
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
    const remake = (): StrategyPicker => strategy.picker(parameters, this.#setting(seed, strategy, profile));
    const picker = remake();
    this.#execute(seed, picker, remake, strategy.tells);
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
    const seed = { base: this.#base, workload, strategy: prompt.name, parameters: [] };
    const run = this.#execute(seed, picker, () => new ProfilingPicker(this.#program.faults));
    if (workload === 0) this.measures = run.notes.measures;
    this.#subsequences.begin(workload, run.delivered);
    this.#profiles[workload] = picker.profile;
    return picker.profile;
  }

  #execute(seed: RunSeed, picker: StrategyPicker, remake: () => Picker, tells = false): Run {
    this.#beacon?.(seed);
    const run = this.#program.run(this.#workloads[seed.workload], picker, remake);
    const isFresh = this.statistics.note(seed, run, tells ? picker : undefined);
    this.#shares.note(seed.strategy, isFresh, () => this.#subsequences.note(seed.workload, run.delivered));
    return run;
  }
}

/** What the seeds of runs say that were found elsewhere. */
const REDUCED = 'reduced';

/** For strategies that take no chances. */
const unused = new Random(0);
