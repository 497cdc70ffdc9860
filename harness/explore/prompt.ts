import { type Event, isEnabled } from '../core/event.ts';
import type { ChoicePoint, Picker } from '../core/picker.ts';
import type { CancelSite, Faults, FaultSite, Profile, Strategy } from './strategy.ts';

/** The prompt run, watched: what could have gone otherwise. */
export class ProfilingPicker implements Picker {
  readonly #faults: Faults;
  readonly #faultSites: FaultSite[] = [];
  readonly #cancelSites: CancelSite[] = [];
  #delivered: readonly Event[] = [];

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  pick(point: ChoicePoint): number {
    this.#delivered = point.delivered;
    for (const task of point.cancellable) {
      if (this.#faults.mayCancel(task.name)) {
        this.#cancelSites.push({ step: point.delivered.length, task: task.name });
      }
    }
    const index = point.pending.first(point.horizonMs);
    const event = point.pending.events[index];
    if (event !== undefined && isEnabled(event, point.horizonMs)) {
      for (const fault of event.type.faults) this.#faultSites.push({ sequence: event.sequence, fault });
    }
    return index;
  }

  get profile(): Profile {
    return {
      steps: this.#delivered.length,
      delivered: this.#delivered.map((event) => event.sequence),
      faultSites: this.#faultSites,
      cancelSites: this.#cancelSites,
    };
  }
}

/** One run a workload: the default order, which is what usually happens. */
export const prompt: Strategy<ProfilingPicker> = {
  name: 'prompt',
  samples: false,
  *plan() {
    yield [];
  },
  picker: (_parameters, { faults }) => new ProfilingPicker(faults),
};
