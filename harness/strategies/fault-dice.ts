import type { Event } from '../core/event.ts';
import { type ChoicePoint, CRASH, type Strike } from '../core/picker.ts';
import type { Process } from '../core/process.ts';
import type { Task } from '../core/task.ts';
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
    for (let left = random.below(faults.budget + 1); left > 0; left--) {
      this.#atSteps.push(random.below(profile.steps + 1));
    }
    this.#atSteps.sort((a, b) => b - a);
  }

  /** What strikes in place of the event; or nothing, perhaps with a fault for the event itself. */
  roll(point: ChoicePoint, event: Event): Strike | undefined {
    const next = this.#atSteps.at(-1);
    if (next === undefined || point.delivered.length < next) return undefined;
    const { faults, random } = this.#setting;
    const victims: (Task | Process)[] = point.cancellable.filter((task) => faults.mayCancel(task.name));
    // Until it moves again, a process is the same whenever it is killed: right after it moved will do.
    const last = point.delivered.at(-1)?.task.process;
    victims.push(...point.killable.filter((one) => one === last && faults.mayKill(one.name)));
    const own = event.type.faults;
    const choice = random.below(own.length + victims.length + (faults.crash ? 1 : 0) || 1);
    if (own.length + victims.length === 0 && !faults.crash) return undefined;
    this.#atSteps.pop();
    if (choice < own.length) {
      point.delivery.fault = own[choice];
      return undefined;
    }
    if (choice >= own.length + victims.length) return CRASH;
    return victims[choice - own.length];
  }
}

/** Whether there is anything to roll dice for. */
export function mayStrike({ faults, profile }: Setting): boolean {
  return faults.budget > 0 && (faults.crash || profile.sites.strikes.length > 0);
}
