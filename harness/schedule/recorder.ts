import { type Event, isEnabled } from '../core/event.ts';
import { CANCEL, type ChoicePoint, CRASH, type Picker } from '../core/picker.ts';
import type { Exception, Schedule } from './exceptions.ts';

/**
 * Writes down what another picker does, as the set of exceptions to the default order: whenever c is delivered while
 * an enabled h that comes before it is pending, h was held until c; the last such c counts.
 */
export class Recorder implements Picker {
  readonly #picker: Picker;
  readonly #holds = new Map<Event, Event>();
  readonly #others: ((idOf: (event: Event) => string) => Exception)[] = [];
  #idOf: (event: Event) => string = () => '';

  constructor(picker: Picker) {
    this.#picker = picker;
  }

  pick(point: ChoicePoint): number {
    this.#idOf = (event) => point.idOf(event);
    const index = this.#picker.pick(point);
    const { decision, delivered } = point;
    const last = delivered.at(-1);
    const afterOf = (idOf: (event: Event) => string): string | null =>
      last === undefined ? null : idOf(last);
    if (index === CRASH) this.#others.push((idOf) => ({ type: 'crash', after: afterOf(idOf) }));
    if (index === CANCEL) {
      const task = decision.cancel?.name ?? '';
      this.#others.push((idOf) => ({ type: 'cancel', task, after: afterOf(idOf) }));
    }
    if (index >= 0) this.#delivery(point, point.pending.events[index] as Event, index);
    return index;
  }

  #delivery(point: ChoicePoint, event: Event, index: number): void {
    const { fault, delayMs, together } = point.decision;
    this.#overtake(point, event, index);
    if (fault === 'stall') this.#others.push((idOf) => ({ type: 'stall', event: idOf(event) }));
    else if (fault !== undefined) this.#others.push((idOf) => ({ type: 'fail', event: idOf(event), fault }));
    const roomMs = point.horizonMs - Math.max(point.nowMs, event.opensMs);
    const byMs = Math.min(delayMs, roomMs);
    if (byMs > 0) this.#others.push((idOf) => ({ type: 'delay', event: idOf(event), byMs }));
    if (together === undefined) return;
    // What it overtakes needs no hold: it comes right after the first, whatever waits. Or never, if that one ends it.
    this.#others.push((idOf) => ({ type: 'together', event: idOf(together), first: idOf(event) }));
  }

  #overtake(point: ChoicePoint, event: Event, index: number): void {
    for (let i = 0; i < index; i++) {
      const held = point.pending.events[i] as Event;
      if (!isEnabled(held, point.horizonMs)) continue;
      this.#holds.delete(held);
      this.#holds.set(held, event);
    }
  }

  /** The schedule of the run so far, in order of creation of what is held, then the other exceptions in order. */
  get schedule(): Schedule {
    const idOf = this.#idOf;
    const holds = [...this.#holds].sort(([a], [b]) => a.sequence - b.sequence);
    return [
      ...holds.map(([event, until]): Exception => ({ type: 'hold', event: idOf(event), until: idOf(until) })),
      ...this.#others.map((make) => make(idOf)),
    ];
  }
}
