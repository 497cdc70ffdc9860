import { type Event, isEnabled } from '../core/event.ts';
import { CANCEL, type ChoicePoint, CRASH, type Picker } from '../core/picker.ts';
import type { Faults, Parameters, Strategy } from './strategy.ts';

/**
 * Follows a path of choices, then always the first. At each point the choices are: every enabled event as it is, then,
 * within the budget, every enabled event with each of its faults, every cancellation, and a crash.
 */
export class PathPicker implements Picker {
  readonly #path: Parameters;
  readonly #faults: Faults;
  #budget: number;
  /** How many choices there were at each point. */
  readonly widths: number[] = [];
  /** What was chosen at each point. */
  readonly taken: number[] = [];

  constructor(path: Parameters, faults: Faults) {
    this.#path = path;
    this.#faults = faults;
    this.#budget = faults.budget;
  }

  pick(point: ChoicePoint): number {
    const choice = this.#path[this.taken.length] ?? 0;
    const ordinary = point.pending.countEnabled(point.horizonMs);
    const extra = this.#budget > 0 ? this.#faultChoices(point) : [];
    this.widths.push(ordinary + extra.length);
    this.taken.push(choice);
    if (choice < ordinary) return point.pending.nthEnabled(choice, point.horizonMs);
    this.#budget -= 1;
    const fault = extra[choice - ordinary];
    if (fault === undefined)
      throw new Error('A path of choices does not fit the run: it is not deterministic.');
    return fault();
  }

  #faultChoices(point: ChoicePoint): (() => number)[] {
    const choices: (() => number)[] = [];
    point.pending.events.forEach((event: Event, index) => {
      if (!isEnabled(event, point.horizonMs)) return;
      for (const fault of event.type.faults) {
        choices.push(() => {
          point.decision.fault = fault;
          return index;
        });
      }
    });
    for (const task of point.cancellable) {
      if (!this.#faults.mayCancel(task.name)) continue;
      choices.push(() => {
        point.decision.cancel = task;
        return CANCEL;
      });
    }
    if (this.#faults.crash) choices.push(() => CRASH);
    return choices;
  }
}

/**
 * Depth first over all choices, delivery at the earliest moment: when the plan ends, every ordering of the workload and
 * of the faults within the budget was run. Replay makes it stateless: a path is run from the start each time.
 */
export const enumeration: Strategy<PathPicker> = {
  name: 'all',
  samples: false,
  *plan() {
    let path: Parameters | undefined = [];
    while (path !== undefined) {
      const picker: PathPicker = yield path;
      path = nextPath(picker);
    }
  },
  picker: (parameters, { faults }) => new PathPicker(parameters, faults),
};

/** The path after this one, in depth-first order. */
function nextPath({ taken, widths }: PathPicker): Parameters | undefined {
  for (let depth = taken.length - 1; depth >= 0; depth--) {
    const choice = taken[depth] as number;
    if (choice + 1 < (widths[depth] as number)) return [...taken.slice(0, depth), choice + 1];
  }
  return undefined;
}
