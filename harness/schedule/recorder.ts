import type { Event } from '../core/event.ts';
import { type Choice, type ChoicePoint, CRASH, type Picker, type Strike } from '../core/picker.ts';
import { Process } from '../core/process.ts';
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

  pick(point: ChoicePoint): Choice {
    this.#idOf = (event) => point.idOf(event);
    const choice = this.#picker.pick(point);
    if (typeof choice === 'number') this.#delivery(point, point.pending.events[choice] as Event, choice);
    else this.#strike(choice, point.delivered.at(-1));
    return choice;
  }

  #strike(strike: Strike, last: Event | undefined): void {
    this.#others.push((idOf) => {
      const after = last === undefined ? null : idOf(last);
      if (strike === CRASH) return { type: 'crash', after };
      if (strike instanceof Process) return { type: 'kill', process: strike.name, after };
      return { type: 'cancel', task: strike.name, after };
    });
  }

  #delivery(point: ChoicePoint, event: Event, index: number): void {
    const { fault, delayMs, together } = point.delivery;
    this.#overtake(point, event, index);
    if (fault === 'stall') this.#others.push((idOf) => ({ type: 'stall', event: idOf(event) }));
    else if (fault !== undefined) this.#others.push((idOf) => ({ type: 'fail', event: idOf(event), fault }));
    const roomMs = point.latestMs - Math.max(point.nowMs, event.opensMs);
    const byMs = Math.min(delayMs, roomMs);
    if (byMs > 0) this.#others.push((idOf) => ({ type: 'delay', event: idOf(event), byMs }));
    if (together === undefined) return;
    // What it overtakes needs no hold: it comes right after the first, whatever waits. Or never, if that one ends it.
    this.#others.push((idOf) => ({ type: 'together', event: idOf(together), first: idOf(event) }));
  }

  #overtake(point: ChoicePoint, event: Event, index: number): void {
    const { events } = point.pending;
    // What comes only because timers are late comes after all that does not.
    const isLate = event.opensMs > point.horizonMs;
    if (index === 0 && !isLate) return;
    const from = isLate ? 0 : point.pending.first(point.horizonMs);
    for (let i = from; i < (isLate ? events.length : index); i++) {
      const held = events[i] as Event;
      if (
        held === event ||
        !point.pending.isEnabled(held, i < index && isLate ? point.latestMs : point.horizonMs)
      )
        continue;
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
