import type { ChoicePoint, Picker } from '../core/picker.ts';
import { SiteRecorder } from './site-recorder.ts';
import { sharesOf } from './task-shares.ts';
import type { Faults } from '../core/faults.ts';
import type { Profile, Strategy } from './strategy.ts';

/** The prompt run, watched: what could have gone otherwise. */
export class ProfilingPicker implements Picker {
  readonly #recorder: SiteRecorder;

  constructor(faults: Faults) {
    this.#recorder = new SiteRecorder(faults);
  }

  pick(point: ChoicePoint): number {
    const index = point.pending.first(point.horizonMs);
    this.#recorder.note(point, index);
    return index;
  }

  get profile(): Profile {
    const { steps, events, delivered } = this.#recorder;
    return { steps, events, sites: this.#recorder.sites(0, 0), shares: sharesOf(delivered) };
  }
}

/** Stands for the profile of a run that was not made. */
export const noProfile: Profile = {
  steps: 0,
  events: 0,
  sites: { holds: [], strikes: [] },
  shares: sharesOf([]),
};

/** One run a workload: the default order, which is what usually happens. */
export const prompt: Strategy<ProfilingPicker> = {
  name: 'prompt',
  samples: false,
  *plan() {
    yield [];
  },
  picker: (_parameters, { faults }) => new ProfilingPicker(faults),
};
