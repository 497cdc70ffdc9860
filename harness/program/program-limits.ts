import type { Kinds } from '../core/kinds.ts';
import { hashString } from '../core/random.ts';
import { MAX_STEPS, type RunLimits, TIMER_LATENESS_MS } from '../core/run-limits.ts';
import { invariantsOf, kindsOf, type Scenario } from '../scenario.ts';
import type { CompiledFaults } from './compile-faults.ts';
import type { MenuWatch } from './fault-menu.ts';

export interface WorkloadLimits extends RunLimits {
  readonly workload: unknown;
}

/** The limits of a program's runs. */
export class ProgramLimits {
  readonly #scenario: Scenario;
  readonly #kinds: Kinds;
  readonly #invariants: ReadonlySet<string> | undefined;
  readonly #inapplicable: ReadonlySet<string> | undefined;
  readonly #faults: CompiledFaults;
  readonly #menu: MenuWatch;
  readonly #checked: Set<string>;
  /** Made once for the thousands of runs that one workload gets. */
  #last: WorkloadLimits | undefined;

  /** @param checked gets the invariants that the checks of some run speak of */
  constructor(
    scenario: Scenario,
    inapplicable: Readonly<Record<string, string>> | undefined,
    faults: CompiledFaults,
    menu: MenuWatch,
    checked: Set<string>,
  ) {
    this.#scenario = scenario;
    this.#kinds = kindsOf(scenario);
    this.#invariants = scenario.hasOpenInvariants === true ? undefined : new Set(invariantsOf(scenario));
    this.#inapplicable = inapplicable && new Set(Object.keys(inapplicable));
    this.#faults = faults;
    this.#menu = menu;
    this.#checked = checked;
  }

  of(workload: unknown, countNames: boolean): WorkloadLimits {
    const last = this.#last;
    if (last !== undefined && last.workload === workload && last.countNames === countNames) return last;
    const { maxSteps = MAX_STEPS, timerLatenessMs = TIMER_LATENESS_MS } = this.#scenario;
    const entropy = (): number => hashString(JSON.stringify(workload));
    this.#last = {
      maxSteps,
      timerLatenessMs,
      entropy,
      kinds: this.#kinds,
      ...(this.#invariants !== undefined && { invariants: this.#invariants }),
      ...(this.#inapplicable !== undefined && { inapplicable: this.#inapplicable }),
      allowCancel: this.#faults.allowCancel,
      countNames,
      workload,
      checked: this.#checked,
      ...(this.#menu.operations !== undefined && { operations: this.#menu.operations }),
      ...(this.#menu.processes !== undefined && { processes: this.#menu.processes }),
    };
    return this.#last;
  }
}
