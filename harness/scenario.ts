import type * as fc from 'fast-check';
import type { Fault } from './core/event.ts';
import { type Expectations, checkExpectation } from './expectation.ts';
import { checkFaultMenu } from './check-fault-menu.ts';
import { knownKinds } from './check/kinds.ts';
import { builtInInvariants } from './core/finding.ts';
import { checkKinds, type Kinds } from './core/kinds.ts';
import type { Checks } from './core/checks.ts';
import type { NodeOptions } from './core/node-options.ts';
import type { Sim } from './core/sim.ts';

/** Something to test in several variants: an id, and what each variant is made of. */
export interface System<V> {
  /** The first part of the ids of its scenarios: `<id>/<story>`. */
  readonly id: string;
  /** By id; what each is made of is the scenario’s own affair. Reports tell its `claim` and `source`, if they are strings. */
  readonly variants: Readonly<Record<string, V>>;
  /** What invariants of its own demand, by their ids: a sentence each, which reports show. Default: the harness's own are told. */
  readonly demands?: Readonly<Record<string, string>>;
}

/** What may go wrong beside the order of events; each is a choice of the schedule. */
export interface FaultMenu {
  /** How many faults one run may have. Default 1. */
  readonly budget?: number;
  /** By the operation's name (without key): `stall`, `lost-reply`, or the name of an error. */
  readonly operations?: Readonly<Record<string, readonly Fault[]>>;
  /** Tasks that may be cancelled at any await; `caller*` means all whose name begins so. */
  readonly cancel?: readonly string[];
  /** Programs (`sim.process`) that may be killed at any step; `api*` means all whose name begins so. */
  readonly kill?: readonly string[];
  /** Whether the process may crash; `sim.onRestart` says what happens then. Default false. */
  readonly crash?: boolean;
}

/** Numbers that a source gives for a variant, to be printed beside the measured ones. */
export interface Documented {
  /** Where the numbers come from. */
  readonly source: string;
  /** Measure names in the order of the columns. */
  readonly columns: readonly string[];
  /** By variant id. */
  readonly figures: Readonly<Record<string, Readonly<Record<string, number | string>>>>;
}

/** What a scenario is made of, beside its title and its system. */
export interface ScenarioDefinition<V, W> extends Expectations {
  /** Generates what a run works on: JSON values only. Default: one empty object. */
  readonly workload?: fc.Arbitrary<W>;
  /** Workloads that are tried before any that is drawn. */
  readonly examples?: readonly W[];
  /** Ids of the invariants that the checks speak of. Those of every run need not be named. */
  readonly invariants: readonly string[];
  /** Kinds of findings of its own, each with one sentence that says what it means. Default: none beside the known. */
  readonly kinds?: Kinds;
  /** Why a variant is not run here, or why an invariant does not apply to it: by variant, then invariant or `*`. */
  readonly notApplicable?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What may go wrong. Default: nothing. */
  readonly faults?: FaultMenu;
  /** Deliveries after which a run is cut off. Default 10,000. */
  readonly maxSteps?: number;
  /** Each run goes on that long at least while anything is pending: `sim.keepAlive` from its beginning. Default 0. */
  readonly runForMs?: number;
  /**
   * How much later than due timers may fire, virtual milliseconds, in runs that are drawn at random. Default 3; 0 where
   * the code's timers are to be exact. The prompt run and complete enumeration always have them on time.
   */
  readonly timerLatenessMs?: number;
  /**
   * The scenario file and all that it imports are evaluated anew in each run, so that no state of a module outlives one.
   * Of commands alone, which know the file; elsewhere there is `fresh`. Default false.
   */
  readonly fresh?: boolean;
  /**
   * Packages whose code is taken into account, like the author's own, where the cause of a failure is told in data: by
   * the names under which they are imported. Default: none.
   */
  readonly instrument?: readonly string[];
  /**
   * Runs whole programs: files, sockets, child processes and the rest of Node are simulated below Node's own modules.
   * Default: they are real, and a run that uses them has escaped.
   */
  readonly node?: boolean | NodeOptions;
  /** Schedules for each variant, instead of the command's number. For a load run: 1. */
  readonly runs?: number;
  /** By variant: the only strategies that explore it, whatever the command says. Default: those of the command. */
  readonly strategies?: Readonly<Record<string, readonly string[]>>;
  /** Numbers of the source, to be printed beside the measured ones. */
  readonly documented?: Documented;
  /** Sets up one run: services, tasks. Synchronous. Returns what checks the run when it is over. */
  run(sim: Sim, variant: V, workload: W, variantId: string): Checks;
}

/** A story to be told in every order that the real runtime could choose. */
export interface Scenario<V = unknown, W = unknown> extends ScenarioDefinition<V, W> {
  /** The story, in words. */
  readonly title: string;
  /** What is tested. */
  readonly system: System<V>;
  /** Set for tests: runs may speak of invariants that are not declared, and those are in the result all the same. */
  readonly hasOpenInvariants?: true;
}

const scenarioMark = Symbol.for('heddle.scenario');

/**
 * Declares a scenario; a scenario file exports it as default.
 * @throws Error where it names no invariants, speaks of a variant or an invariant that it has not, holds what no run
 * could use, or declares a kind that is not in kebab-case or means something else already
 */
export function scenario<V, W = Record<string, never>>(
  title: string,
  system: System<V>,
  definition: ScenarioDefinition<V, W>,
): Scenario<V, W> {
  const complain = (error: unknown, colon = ''): never => {
    throw new Error(`Scenario "${title}"${colon} ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  };
  try {
    checkDefinition(system, definition);
  } catch (error) {
    complain(error);
  }
  try {
    checkKinds(definition.kinds ?? {}, knownKinds);
  } catch (error) {
    complain(error, ':');
  }
  return Object.assign({ title, system, ...definition }, { [scenarioMark]: true });
}

/** Scenarios are loaded without a type checker. */
function checkDefinition<V, W>(system: System<V>, definition: ScenarioDefinition<V, W>): void {
  const { invariants, maxSteps, runs, workload } = definition;
  const given: { readonly run?: unknown; readonly invariants?: unknown } = definition;
  if (!Array.isArray(given.invariants)) {
    throw new Error("names no invariants; expected: invariants: ['…'], or [] for those of every run.");
  }
  if (typeof given.run !== 'function')
    throw new Error('has no run; expected: run(sim, variant, workload) { … }.');
  if (workload !== undefined && typeof (Object(workload) as { generate?: unknown }).generate !== 'function') {
    throw new Error(
      'has a workload that is no arbitrary of fast-check; expected: workload: fc.record({ … }).',
    );
  }
  for (const [name, count] of Object.entries({ maxSteps, runs })) {
    if (count !== undefined && !(Number.isInteger(count) && count > 0))
      throw new Error(`has ${name}: ${count}; expected a whole number above 0.`);
  }
  checkFaultMenu(definition.faults ?? {});
  checkNames(system, definition, [...invariants, ...builtInInvariants]);
}

/** What is said of a variant or an invariant that there is not would never be looked at. */
function checkNames<V>(
  system: System<V>,
  {
    expect = {},
    claims = {},
    notApplicable = {},
  }: Pick<ScenarioDefinition<V, unknown>, 'expect' | 'claims' | 'notApplicable'>,
  invariants: readonly string[],
): void {
  const variants = Object.keys(system.variants);
  for (const said of [expect, claims, notApplicable]) {
    for (const [variant, byInvariant] of Object.entries(said)) {
      if (!variants.includes(variant))
        throw new Error(`speaks of the variant "${variant}"; ${system.id} has: ${variants.join(', ')}.`);
      for (const [invariant, what] of Object.entries(byInvariant)) {
        // Scenarios of one system share what does not apply to a variant, whether they check it or not.
        if (said === notApplicable) continue;
        if (!invariants.includes(invariant))
          throw new Error(
            `speaks of the invariant "${invariant}" of ${variant}; it declares: ${invariants.join(', ')}.`,
          );
        checkExpectation(said === expect ? 'expect' : 'claims', what, `${variant} · ${invariant}`);
      }
    }
  }
}

export function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && scenarioMark in value;
}

/** Whether its runs need a simulated Node under them. */
export function simulatesNode({ node = false }: Pick<Scenario, 'node'>): boolean {
  return node !== false;
}

/** All invariants of a scenario, its own and those that every run is held to. */
export function invariantsOf(scenario: Pick<Scenario, 'invariants'>): readonly string[] {
  return [...scenario.invariants, ...builtInInvariants];
}

/** What findings of a scenario may be: what the engine and the oracles report, and the kinds of its own. */
export function kindsOf(scenario: Pick<Scenario, 'kinds'>): Kinds {
  return { ...knownKinds, ...scenario.kinds };
}
