import type { Faults } from '../../core/faults.ts';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import type { FootprintRecorder } from '../../footprint/recording/recorder.ts';
import type { TimeRule } from '../../footprint/reduction/reduced-search.ts';
import { waysOn } from './ways-on.ts';

/** Thrown where what should come next is not there to be chosen. */
export class NotPossible extends Error {
  override readonly name = 'NotPossible';
  /** From 1. */
  readonly step: number;

  constructor(step: number) {
    super(`Step ${step} of the order is not possible.`);
    this.step = step;
  }
}

/** Makes the steps of these names, one after the other. */
export class SequencePicker implements Picker {
  readonly #names: readonly string[];
  readonly #recorder: FootprintRecorder;
  readonly #faults: Faults;
  readonly #time: TimeRule;
  readonly #momentsMs: readonly number[] | undefined;
  #next = 0;

  /** @param momentsMs when each is to happen at the earliest. Default: at its earliest moment */
  constructor(
    names: readonly string[],
    recorder: FootprintRecorder,
    faults: Faults,
    time: TimeRule,
    momentsMs?: readonly number[],
  ) {
    this.#names = names;
    this.#recorder = recorder;
    this.#faults = faults;
    this.#time = time;
    this.#momentsMs = momentsMs;
  }

  /** @throws NotPossible */
  pick(point: ChoicePoint): Choice {
    const name = this.#names[this.#next];
    const ways = waysOn(point, this.#recorder, this.#faults, this.#faults.budget, this.#time);
    const way = ways.find(({ option }) => option.name === name);
    if (way === undefined) throw new NotPossible(this.#next + 1);
    const choice = way.take();
    const atMs = this.#momentsMs?.[this.#next];
    if (atMs !== undefined && way.event !== undefined)
      point.delivery.delayMs = Math.max(0, atMs - Math.max(point.nowMs, way.event.opensMs));
    this.#next += 1;
    return choice;
  }
}
