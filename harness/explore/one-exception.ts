import { type Event, isEnabled } from '../core/event.ts';
import { CANCEL, type ChoicePoint, CRASH, type Picker } from '../core/picker.ts';
import type { Parameters, Setting, Strategy } from './strategy.ts';

const HOLD = 0;
const FAULT = 1;
const CANCELLATION = 2;
const CRASHING = 3;
/** As a release point: never, unless all that is enabled is held. */
const FOR_EVER = -1;
/** Background timers, which never end, may overtake a held event so many times in a row. */
const IDLE_OVERTAKERS_MAX = 4;

/** The default order with one exception. Events are named by creation number: runs agree up to the exception. */
class OneException implements Picker {
  readonly #kind: number;
  readonly #what: number;
  readonly #release: number;
  readonly #setting: Setting;
  #over = false;
  #idle = 0;
  /** Creation numbers of the events that overtook the held one. */
  readonly overtakers: number[] = [];

  constructor([kind = HOLD, what = 0, release = FOR_EVER]: Parameters, setting: Setting) {
    this.#kind = kind;
    this.#what = what;
    this.#release = release;
    this.#setting = setting;
  }

  pick(point: ChoicePoint): number {
    if (this.#over) return point.pending.first(point.horizonMs);
    if (this.#kind === HOLD) return this.#hold(point);
    if (this.#kind === FAULT) return this.#fault(point);
    const { cancelSites } = this.#setting.profile;
    const site = this.#kind === CANCELLATION ? cancelSites[this.#what] : { step: this.#what, task: '' };
    if (site === undefined || point.delivered.length !== site.step)
      return point.pending.first(point.horizonMs);
    this.#over = true;
    if (this.#kind === CRASHING) return CRASH;
    point.decision.cancel = point.cancellable.find((task) => task.name === site.task);
    return point.decision.cancel === undefined ? point.pending.first(point.horizonMs) : CANCEL;
  }

  #hold(point: ChoicePoint): number {
    const { events } = point.pending;
    const first = point.pending.first(point.horizonMs);
    if (events[first]?.sequence !== this.#what) return first;
    for (let i = first + 1; i < events.length; i++) {
      const event = events[i] as Event;
      if (!isEnabled(event, point.horizonMs)) continue;
      this.#idle = event.live ? 0 : this.#idle + 1;
      if (this.#idle > IDLE_OVERTAKERS_MAX) break;
      this.overtakers.push(event.sequence);
      if (event.sequence === this.#release) this.#over = true;
      return i;
    }
    this.#over = true;
    return first;
  }

  #fault(point: ChoicePoint): number {
    const site = this.#setting.profile.faultSites[this.#what];
    const first = point.pending.first(point.horizonMs);
    if (site === undefined || point.pending.events[first]?.sequence !== site.sequence) return first;
    this.#over = true;
    point.decision.fault = site.fault;
    return first;
  }
}

/**
 * All schedules with one exception: each event held until each event that can overtake it, each fault at each operation
 * of the prompt run, each cancellation and crash at each of its steps. Delay bounding (Emmi, Qadeer, Rakamarić, POPL
 * 2011) with k = 1, enumerating overtakers, not pairs: complete for one hold, about n² runs for n events.
 */
export const oneException: Strategy<OneException> = {
  name: 'one',
  samples: false,
  *plan({ profile, faults }) {
    for (const event of profile.delivered) {
      const { overtakers } = yield [HOLD, event, FOR_EVER];
      // Held past the last overtaker is what the run just made already was.
      for (const overtaker of overtakers.slice(0, -1)) yield [HOLD, event, overtaker];
    }
    if (faults.budget < 1) return;
    for (let i = 0; i < profile.faultSites.length; i++) yield [FAULT, i];
    for (let i = 0; i < profile.cancelSites.length; i++) yield [CANCELLATION, i];
    if (faults.crash) for (let step = 0; step <= profile.steps; step++) yield [CRASHING, step];
  },
  picker: (parameters, setting) => new OneException(parameters, setting),
};
