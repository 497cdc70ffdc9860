import type { Event } from '../core/event.ts';
import { CANCEL, type ChoicePoint, CRASH } from '../core/picker.ts';
import type { Task } from '../core/task.ts';
import type { Faults } from '../core/faults.ts';
import type { Setting } from './strategy.ts';

/**
 * Faults for the random strategies: how many is uniform from 0 to the budget, and each comes at a step drawn
 * uniformly from the length of the prompt run, or at the first later step where one is possible.
 */
export class FaultDice {
  readonly #setting: Setting;
  readonly #atSteps: number[] = [];

  constructor(setting: Setting) {
    this.#setting = setting;
    const { faults, profile, random } = setting;
    if (!possible(faults, setting)) return;
    for (let left = random.below(faults.budget + 1); left > 0; left--) {
      this.#atSteps.push(random.below(profile.steps + 1));
    }
    this.#atSteps.sort((a, b) => b - a);
  }

  /** Sets a fault on the decision and returns nothing, or returns `CANCEL` or `CRASH` in place of an index. */
  roll(point: ChoicePoint, event: Event): number | undefined {
    const next = this.#atSteps.at(-1);
    if (next === undefined || point.delivered.length < next) return undefined;
    const { faults, random } = this.#setting;
    const victims = point.cancellable.filter((task) => faults.mayCancel(task.name));
    const own = event.type.faults;
    const choice = random.below(own.length + victims.length + (faults.crash ? 1 : 0) || 1);
    if (own.length + victims.length === 0 && !faults.crash) return undefined;
    this.#atSteps.pop();
    if (choice < own.length) {
      point.decision.fault = own[choice];
      return undefined;
    }
    if (choice >= own.length + victims.length) return CRASH;
    point.decision.cancel = victims[choice - own.length] as Task;
    return CANCEL;
  }
}

function possible({ budget, crash }: Faults, { profile: { sites } }: Setting): boolean {
  return budget > 0 && (crash || sites.strikes.length > 0);
}
