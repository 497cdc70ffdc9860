import { asChecks, asResults } from '../core/author-result.ts';
import { takeOver, type World } from '../node/environment.ts';
import { inMacrotask } from '../node/macrotask.ts';
import { MachineSettings } from '../node/machine/settings.ts';
import { Simulation } from '../node/simulation/simulation.ts';
import { EscapeWatch } from '../trace/escapes.ts';
import { ImportsError, neverLoaded, toBeLoaded } from './after-imports.ts';
import { EscapedError } from './escaped-error.ts';
import { type CallStack, readCallStack } from '../trace/call-stack.ts';
import { callerLocation } from '../trace/caller-location.ts';
import { type Picker, promptPicker } from '../core/picker.ts';
import { KnownWaits } from '../core/known-waits.ts';
import type { Checks } from '../core/checks.ts';
import type { Drain } from '../core/drain.ts';
import type { RunObserver } from '../core/observer.ts';
import { execute } from '../core/execute.ts';
import { Run } from '../core/run.ts';
import { Sim } from '../core/sim.ts';
import type { TraceStep } from '../trace/step.ts';
import { Tracer } from '../trace/tracer.ts';
import type { Scenario } from '../scenario.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { MenuWatch } from './fault-menu.ts';
import { type CompiledFaults, compileFaults } from './compile-faults.ts';
import { ProgramLimits, type WorkloadLimits } from './program-limits.ts';
import { Recorder } from '../schedule/recorder.ts';
import { Replayer, type ReplayLimits } from '../schedule/replayer.ts';

/** A run, and the schedule as it was. */
export interface Recorded {
  readonly run: Run;
  readonly schedule: Schedule;
}

/** A recorded run, and what a reader may want to see of it. */
export interface Traced extends Recorded {
  readonly steps: readonly TraceStep[];
  readonly digest: string;
  /** One base-64 digit of the digest after each step. */
  readonly checks: string;
  /** What ended the run, as a clause: `the run ended: …`. */
  readonly ending: string;
  /** Real resources that the run made: what it shows is not to be relied upon. */
  readonly escapes: readonly string[];
}

/** How a run is looked at. */
interface View {
  readonly observer?: RunObserver;
  /** Whether errors have no frames. */
  readonly frameless?: boolean;
  /** Whether for what is real in it. Default: where there is an observer, who wants to see all. */
  readonly closely?: boolean;
  /** Whether waits are waited out that were in vain before. Default: where there is an observer. */
  readonly patient?: boolean;
  /** Whether it was made before, and looked at for what is real in it then: that takes as long as the run. Default false. */
  readonly again?: boolean;
}

const PLAIN: View = {};
const FRAMELESS: View = { frameless: true };
const PATIENT: View = { patient: true, again: true };

/** A run, and the real resources that it made; undefined where there were some that nobody saw. */
interface Executed {
  readonly run: Run;
  readonly escapes: readonly string[] | undefined;
  /** Whether the code may have seen that errors had no frames. */
  readonly missedFrames: boolean;
}

/** Waits of tasks in vain that are looked at more closely. */
const WAITS_LOOKED_AT_MAX = 100;

function refuse(escapes: readonly string[] | undefined): void {
  if (escapes !== undefined && escapes.length > 0) throw new EscapedError(escapes);
}

function machineOf({ node, faults }: Scenario): MachineSettings | undefined {
  if (node === undefined || node === false) return undefined;
  return new MachineSettings(node, faults?.operations, faults?.crash);
}

/** One (scenario, variant): runs it under any picker. Only inside `Program.inSlice`. */
export class Program {
  readonly id: string;
  readonly scenario: Scenario;
  readonly variantId: string;
  readonly faults: CompiledFaults;
  /** Invariants that the checks of some run spoke of. */
  readonly checked = new Set<string>();
  /** Whether what the fault menu names occurs in runs. */
  readonly menu: MenuWatch;
  /** Whether what code prints on a simulated Node is printed, and not only kept. */
  showsOutput = false;
  /**
   * Whether traced runs are looked at for what is real in them; false where all of them were made before, in another
   * realm. Default true.
   */
  looks = true;
  /** Whether a wait that was in vain in some runs is believed to be so in others of the same workload that are not traced. */
  remembersWaits = false;
  /** By workload. */
  readonly #knownWaits = new Map<unknown, KnownWaits>();
  readonly #sliceMsMax: number | undefined;
  readonly #variant: unknown;
  readonly #inapplicable: Readonly<Record<string, string>> | undefined;
  readonly #escapes: EscapeWatch;
  /** Only where the scenario asks for a simulated Node. */
  readonly #machine: MachineSettings | undefined;
  #world: World | undefined;
  #looksAtFrames: boolean;
  /** Whether names have been looked at: the first run shows what there is to see. */
  #knowsNames = false;
  /** Waits in vain, as they are told, that were looked at: it was no module that they wait for. */
  readonly #vainWaits = new Set<string>();
  readonly #limits: ProgramLimits;

  /**
   * @param frames whether errors have frames in all runs; else in those whose code looks at stacks, and all after them
   * @param sliceMsMax real milliseconds for one slice. Default: no limit
   * @param watchedFirst runs that are looked at closely for what is real in them. Default: a few
   */
  constructor(
    id: string,
    scenario: Scenario,
    variantId: string,
    frames = false,
    sliceMsMax?: number,
    watchedFirst?: number,
  ) {
    this.#looksAtFrames = frames;
    this.#sliceMsMax = sliceMsMax;
    this.#escapes = new EscapeWatch(watchedFirst);
    this.id = id;
    this.scenario = scenario;
    this.variantId = variantId;
    this.#variant = scenario.system.variants[variantId];
    this.#inapplicable = scenario.notApplicable?.[variantId];
    this.faults = compileFaults(scenario);
    this.menu = new MenuWatch(scenario.faults ?? {});
    this.#limits = new ProgramLimits(scenario, this.#inapplicable, this.faults, this.menu, this.checked);
    this.#machine = machineOf(scenario);
  }

  /**
   * The same scenario with another variant, under the same limit of time. Its own exploration looks at it closely: here
   * only what shows in passing is looked into.
   */
  withVariant(variantId: string): Program {
    return new Program(this.id, this.scenario, variantId, false, this.#sliceMsMax, 0);
  }

  /**
   * Takes the thread over, in a macrotask of its own, while `work` makes runs.
   * @throws TimeUp where it does not come back within the limit
   */
  inSlice<T>(work: () => T): Promise<T> {
    const leave = (): void => {
      this.#world?.release();
      this.#world = undefined;
      this.#escapes.pause();
    };
    const slice = (): T => {
      this.#world = takeOver();
      try {
        return work();
      } finally {
        leave();
      }
    };
    return inMacrotask(slice, { ms: this.#sliceMsMax, leave });
  }

  /**
   * @param remake gives the same picker anew, for a run that has to be looked at more closely
   * @throws EscapedError where the run made something real
   * @throws ImportsError where it imports what has to be loaded first
   */
  run(workload: unknown, picker: Picker, remake?: () => Picker): Run {
    const limits = this.#limits.of(workload, false);
    if (remake === undefined) {
      const { run, escapes } = this.#execute(limits, picker);
      refuse(escapes);
      return run;
    }
    const first = this.#tryFrameless(limits, picker);
    const { run, escapes } = first ?? this.#execute(limits, remake());
    refuse(escapes);
    if (escapes !== undefined && !this.#mayWaitForModule(run)) return run;
    const seen = this.#execute(limits, remake(), { closely: true });
    refuse(seen.escapes);
    return seen.run;
  }

  /** Whether all runs have frames from now on. */
  get looksAtFrames(): boolean {
    return this.#looksAtFrames;
  }

  /** Makes a run again, with each wait waited out: it has the order that it has without, where that was told rightly. */
  runPatiently(workload: unknown, picker: Picker): Run {
    const { run, escapes } = this.#execute(this.#limits.of(workload, false), picker, PATIENT);
    refuse(escapes);
    return run;
  }

  /** A loader leaves no trace where it only sends a message: what is left is a task that waits. */
  #mayWaitForModule({ ending, findings }: Run): boolean {
    if (ending !== 'deadlock' && ending !== 'hang') return false;
    const wait = findings.find(({ invariant }) => invariant === 'no-deadlock')?.message;
    if (wait === undefined || this.#vainWaits.has(wait)) return false;
    if (this.#vainWaits.size >= WAITS_LOOKED_AT_MAX) return false;
    this.#vainWaits.add(wait);
    return true;
  }

  /** @param frames whether errors have frames, and not whatever code was seen to look at so far */
  runWith(frames: boolean, workload: unknown, picker: Picker): Run {
    const { run, escapes } = this.#execute(this.#limits.of(workload, false), picker, { frameless: !frames });
    refuse(escapes);
    return run;
  }

  /** Errors have no frames until code looks at them, which cost more than the rest of some runs. Undefined where it did. */
  #tryFrameless(limits: WorkloadLimits, picker: Picker): Executed | undefined {
    if (this.#looksAtFrames) return this.#execute(limits, picker);
    try {
      const executed = this.#execute(limits, picker, FRAMELESS);
      if (!executed.missedFrames) return executed;
    } catch (error) {
      if (error instanceof EscapedError || error instanceof ImportsError) throw error;
    }
    this.#looksAtFrames = true;
    return undefined;
  }

  #execute(limits: WorkloadLimits, picker: Picker, view: View = PLAIN): Executed {
    const { observer, frameless: isFrameless = false } = view;
    const { closely = observer !== undefined, patient = observer !== undefined, again = false } = view;
    const world = this.#world;
    if (world === undefined) throw new Error('A program runs only inside a slice.');
    const run = new Run(world.drain, limits, observer);
    if (!this.#knowsNames) run.declaredNames = new Map();
    if (this.remembersWaits && !patient) run.knownWaits = this.#waitsOf(limits.workload);
    const sim = new Sim(run, this.scenario.faults?.operations);
    sim.keepAlive(this.scenario.runForMs ?? 0);
    const machine = this.#machine;
    const simulation = machine === undefined ? undefined : new Simulation(run, machine, this.showsOutput);
    run.node = simulation;
    this.#escapes.begin(closely, again);
    world.errors.beginRun(isFrameless);
    let missedFrames = false;
    try {
      execute(run, () => this.#setUp(sim, limits.workload), picker);
      this.#knowsNames = true;
      this.menu.note(run.tasks.all);
    } catch (error) {
      refuse(this.#realOf(run, world.drain));
      throw error;
    } finally {
      simulation?.end();
      missedFrames = world.errors.endRun();
      world.leftovers.undo();
    }
    return { run, escapes: this.#realOf(run, world.drain), missedFrames };
  }

  #waitsOf(workload: unknown): KnownWaits {
    const known = this.#knownWaits.get(workload);
    if (known !== undefined) return known;
    const waits = new KnownWaits();
    this.#knownWaits.set(workload, waits);
    return waits;
  }

  /** What is known of waits in vain, for each workload. */
  get knownWaits(): readonly KnownWaits[] {
    return [...this.#knownWaits.values()];
  }

  /**
   * The real resources that a run which is over made; undefined where there were some that nobody saw.
   * @throws ImportsError where it waited for modules that can be loaded before
   */
  #realOf(run: Run, drain: Drain): readonly string[] | undefined {
    const real = this.#escapes.end(drain);
    if (real === undefined || real.imports.length === 0) return real?.escapes;
    const wanted = toBeLoaded(real.imports);
    run.isGivenUp = wanted.length > 0;
    if (run.isGivenUp) throw new ImportsError(wanted);
    return [...neverLoaded(real.imports), ...real.escapes];
  }

  #setUp(sim: Sim, workload: unknown): Checks {
    const checks = asChecks(this.scenario.run(sim, this.#variant, workload, this.variantId));
    return this.#inapplicable === undefined ? checks : this.#applicable(checks, this.#inapplicable);
  }

  /** The checks without the invariants that do not apply to this variant, as the scenario says. */
  #applicable(checks: Checks, inapplicable: Readonly<Record<string, string>>): Checks {
    return () => asResults(checks()).filter(({ invariant }) => !(invariant in inapplicable));
  }

  /** Makes a run again that somebody watches. */
  observe(workload: unknown, picker: Picker, observer: RunObserver): Run {
    const view = { observer, closely: false, again: true };
    return this.#execute(this.#limits.of(workload, false), picker, view).run;
  }

  /**
   * @param remake gives the same picker anew: then errors may have no frames, as in `run`
   * @throws EscapedError where the run made something real
   */
  record(workload: unknown, picker: Picker, remake?: () => Picker): Recorded {
    const limits = this.#limits.of(workload, true);
    let recorder = new Recorder(picker);
    let executed = remake && this.#tryFrameless(limits, recorder);
    if (executed === undefined) {
      recorder = new Recorder(remake?.() ?? picker);
      executed = this.#execute(limits, recorder);
    }
    const { run, escapes } = executed;
    const { schedule } = recorder;
    refuse(escapes);
    if (escapes === undefined || this.#mayWaitForModule(run))
      refuse(this.#execute(limits, new Replayer(schedule), { closely: true }).escapes);
    return { run, schedule };
  }

  /**
   * Runs as `schedule` says as far as possible, and records what became of it.
   * @param limits where the schedule is a proposal, and was not recorded
   */
  follow(workload: unknown, schedule: Schedule, limits?: ReplayLimits): Recorded {
    const picker = (): Picker => new Replayer(schedule, limits);
    return this.record(workload, picker(), picker);
  }

  /** The place in the author's code where a prompt run throws, as ` (file:line)`; empty if it does not. */
  whereItThrows(workload: unknown): string {
    try {
      this.run(workload, promptPicker);
      return '';
    } catch (error) {
      const place = callerLocation(readCallStack(error as CallStack));
      return place === undefined ? '' : ` (${place})`;
    }
  }

  /**
   * Also of a run that made something real.
   * @param fromStep steps before it are left out
   * @param closely whether it is looked at for what is real in it; false for a run that was made before
   */
  trace(
    workload: unknown,
    picker: Picker,
    fromStep = 0,
    tracer = new Tracer(fromStep),
    closely = true,
  ): Traced {
    const recorder = new Recorder(picker);
    tracer.start();
    try {
      const { run, escapes = [] } = this.#execute(this.#limits.of(workload, false), recorder, {
        observer: tracer,
        closely: closely && this.looks,
        again: !closely || !this.looks,
      });
      const { digest, checks, ending } = tracer;
      const { schedule } = recorder;
      return {
        run,
        schedule,
        get steps() {
          return tracer.steps;
        },
        digest,
        checks,
        ending,
        escapes,
      };
    } finally {
      tracer.stop();
    }
  }
}
