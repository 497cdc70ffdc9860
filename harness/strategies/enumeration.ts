import type { Event } from '../core/event.ts';
import { type Choice, type ChoicePoint, CRASH } from '../core/picker.ts';
import { partnersOf } from '../core/partners.ts';
import { Patience } from './patience.ts';
import type { Faults } from '../core/faults.ts';
import type { Parameters, Strategy, StrategyPicker } from './strategy.ts';

/**
 * Follows a path of choices, then always the first. At each point the choices are: every enabled event as it is; every
 * one with each of those that can arrive in the same chunk; then, within the budget, every one with each of its faults,
 * every cancellation, every kill, and a crash.
 */
class PathPicker implements StrategyPicker {
  readonly #path: Parameters;
  readonly #faults: Faults;
  #budget: number;
  readonly #patience = new Patience();
  /** How many choices there were at each point. */
  readonly widths: number[] = [];
  /** What was chosen at each point. */
  readonly taken: number[] = [];
  isBounded = false;

  constructor(path: Parameters, faults: Faults) {
    this.#path = path;
    this.#faults = faults;
    this.#budget = faults.budget;
  }

  pick(point: ChoicePoint): Choice {
    const choice = this.#path[this.taken.length] ?? 0;
    const onlyLive = this.#patience.isOver(point);
    const enabled =
      onlyLive || point.pending.live < point.pending.events.length
        ? this.#enabled(point, onlyLive)
        : undefined;
    const ordinary = enabled?.length ?? point.pending.countEnabled(point.horizonMs);
    const extra = this.#extraChoices(point);
    this.widths.push(ordinary + extra.length);
    this.taken.push(choice);
    if (choice < ordinary) {
      const index = enabled?.[choice] ?? point.pending.nthEnabled(choice, point.horizonMs);
      this.#patience.note(point, point.pending.events[index] as Event);
      return index;
    }
    const chosen = extra[choice - ordinary];
    if (chosen === undefined)
      throw new Error('A path of choices does not fit the run: it is not deterministic.');
    return chosen();
  }

  #enabled({ pending, horizonMs }: ChoicePoint, onlyLive: boolean): number[] {
    const indexes: number[] = [];
    pending.events.forEach((event, index) => {
      if (!pending.isEnabled(event, horizonMs)) return;
      if (event.live || !onlyLive) indexes.push(index);
      else this.isBounded = true;
    });
    return indexes;
  }

  #extraChoices(point: ChoicePoint): (() => Choice)[] {
    const choices: (() => Choice)[] = [];
    point.pending.events.forEach((event: Event, index) => {
      if (point.pending.isEnabled(event, point.horizonMs)) this.#extraOf(point, event, index, choices);
    });
    if (this.#budget === 0) return choices;
    for (const task of point.cancellable) {
      if (!this.#faults.mayCancel(task.name)) continue;
      choices.push(() => {
        this.#budget -= 1;
        return task;
      });
    }
    for (const process of point.killable) {
      if (!this.#faults.mayKill(process.name)) continue;
      choices.push(() => {
        this.#budget -= 1;
        return process;
      });
    }
    if (this.#faults.crash) {
      choices.push(() => {
        this.#budget -= 1;
        return CRASH;
      });
    }
    return choices;
  }

  #extraOf(point: ChoicePoint, event: Event, index: number, choices: (() => Choice)[]): void {
    for (const partner of partnersOf(point, event)) {
      choices.push(() => {
        point.delivery.together = partner;
        return index;
      });
    }
    for (const fault of this.#budget === 0 ? [] : event.type.faults) {
      choices.push(() => {
        this.#budget -= 1;
        point.delivery.fault = fault;
        return index;
      });
    }
  }
}

/**
 * Depth first over all choices, delivery at the earliest moment: when the plan ends, every ordering of the workload and
 * of the faults within the budget was run. Replay makes it stateless: a path is run from the start each time.
 * Background timers overtake live events at most `IDLE_OVERTAKERS_MAX` times in a row: there would be no end otherwise.
 */
export const enumeration: Strategy<PathPicker> = {
  name: 'all',
  samples: false,
  tells: true,
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
