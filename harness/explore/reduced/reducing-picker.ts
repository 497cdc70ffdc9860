import { active } from '../../core/active-run.ts';
import type { Faults } from '../../core/faults.ts';
import { isScheduled } from '../../core/event.ts';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { Run } from '../../core/run.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { Clock } from '../../footprint/reduction/point.ts';
import type { ReducedSearch, TimeRule } from '../../footprint/reduction/reduced-search.ts';
import { IDLE_OVERTAKERS_MAX } from '../../strategies/patience.ts';
import { waysOn } from './ways-on.ts';

/** Thrown where a run need not go on: what is left of it comes to the same as others. */
export const NOT_NEEDED = Symbol('not needed');

/** Makes one run of a reduced search, and tells that what each step has touched. */
export class ReducingPicker implements Picker {
  readonly #recorder: FootprintRecorder;
  readonly #search: ReducedSearch;
  readonly #faults: Faults;
  readonly #time: TimeRule;
  #left: number;
  /** Steps that the search was told of. */
  #told = 0;
  /** Background timers in a row that went although something else was pending. */
  #overtakes = 0;
  /** Whether background timers could have gone on, and were not let. */
  isBounded = false;
  /** The run whose choices it makes, also where it left it. */
  run: Run | undefined = undefined;

  constructor(recorder: FootprintRecorder, search: ReducedSearch, faults: Faults, time: TimeRule) {
    this.#time = time;
    this.#recorder = recorder;
    this.#search = search;
    this.#faults = faults;
    this.#left = faults.budget;
  }

  /** @throws NOT_NEEDED */
  pick(point: ChoicePoint): Choice {
    this.run = active.run;
    this.tell();
    const { events, live } = point.pending;
    const onlyLive = live > 0 && this.#overtakes >= IDLE_OVERTAKERS_MAX;
    const all = waysOn(point, this.#recorder, this.#faults, this.#left, this.#time);
    const ways = onlyLive ? all.filter(({ event }) => event?.live !== false) : all;
    if (ways.length < all.length) this.isBounded = true;
    const names = events.map((event) => this.#recorder.nameOf(event));
    const chosen = this.#search.choose({
      options: ways.map(({ option }) => option),
      pending: names,
      live: names.filter((_, index) => events[index]?.live === true),
      mayFail: this.#left > 0,
      isForeseeable: ways.length === all.length && events.every(({ type }) => type.connection === undefined),
      ...(this.#time === 'clock' && { clock: this.#clock(point, names) }),
    });
    const way = ways.find(({ option }) => option === chosen);
    if (way === undefined) throw NOT_NEEDED;
    if (way.option.isFault) this.#left -= 1;
    if (way.event !== undefined) this.#overtakes = way.event.live || live === 0 ? 0 : this.#overtakes + 1;
    return way.take();
  }

  #clock({ nowMs, pending: { events } }: ChoicePoint, names: readonly string[]): Clock {
    const windows = new Map(
      events.map(({ opensMs, closesMs }, index) => [names[index] ?? '', [opensMs, closesMs] as const]),
    );
    const dueMs = Math.min(...events.filter(isScheduled).map(({ opensMs }) => opensMs));
    return { nowMs, windows, dueMs };
  }

  /** Tells the search of what it has not been told: the set-up, and the last step. */
  tell(): void {
    const { steps } = this.#recorder;
    for (; this.#told < steps.length; this.#told++) {
      const step = steps[this.#told];
      if (step === undefined) return;
      if (this.#told === 0) this.#search.begin(step);
      else this.#search.stepped(step);
    }
  }
}
