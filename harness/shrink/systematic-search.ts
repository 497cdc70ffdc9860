import type { Faults } from '../core/faults.ts';
import type { Picker } from '../core/picker.ts';
import { Random } from '../core/random.ts';
import type { Program } from '../program/program.ts';
import type { ExceptionPicker } from '../strategies/exception-picker.ts';
import { type PlannedPicker, pickersOf } from '../strategies/pickers-of.ts';
import { ProfilingPicker } from '../strategies/prompt.ts';
import type { Parameters, Setting } from '../strategies/strategy.ts';
import { systematic } from '../strategies/systematic.ts';
import { type Outcome, outcomeOf } from './outcome.ts';

/** A systematic search takes no chances. */
const unused = new Random(0);

/**
 * The runs of a systematic search of one workload: with no exception, then with each one, then with each two. Each is
 * made when it is asked for first, whoever asks.
 */
export class SystematicSearch {
  readonly #program: Program;
  readonly #workload: unknown;
  readonly #faults: Faults;
  #prompt: Outcome | undefined;
  #setting: Setting | undefined;
  #plan: Generator<PlannedPicker<ExceptionPicker>, void> | undefined;
  readonly #planned: Parameters[] = [];
  readonly #outcomes: Outcome[] = [];
  /** Of the run that is planned last. */
  #picker: ExceptionPicker | undefined;

  constructor(program: Program, workload: unknown, faults: Faults) {
    this.#program = program;
    this.#workload = workload;
    this.#faults = faults;
  }

  /** What the run with no exception comes to. */
  promptOutcome(): Outcome {
    if (this.#prompt !== undefined) return this.#prompt;
    let picker = new ProfilingPicker(this.#faults);
    const again = (): Picker => (picker = new ProfilingPicker(this.#faults));
    this.#prompt = outcomeOf(this.#program.run(this.#workload, picker, again));
    this.#setting = { profile: picker.profile, faults: this.#faults, random: unused };
    return this.#prompt;
  }

  promptPicker(): Picker {
    return new ProfilingPicker(this.#faults);
  }

  /** The parameters of a run, from 0 on; all before it have been made. Undefined where there are no more. */
  planned(index: number): Parameters | undefined {
    if (index < this.#planned.length) return this.#planned[index];
    this.#plan ??= pickersOf(systematic, this.#settingOf());
    const next = this.#plan.next();
    if (next.done === true) return undefined;
    this.#planned.push(next.value.parameters);
    this.#picker = next.value.picker;
    return next.value.parameters;
  }

  /** What a run that is planned comes to. */
  outcome(index: number): Outcome {
    const known = this.#outcomes[index];
    if (known !== undefined) return known;
    const picker = this.#picker ?? this.picker(index);
    const outcome = outcomeOf(this.#program.run(this.#workload, picker, () => this.picker(index)));
    this.#outcomes.push(outcome);
    return outcome;
  }

  /** The picker of a run that is planned, anew. */
  picker(index: number): ExceptionPicker {
    return systematic.picker(this.#planned[index] ?? [], this.#settingOf());
  }

  #settingOf(): Setting {
    if (this.#setting === undefined) this.promptOutcome();
    return this.#setting as Setting;
  }
}
