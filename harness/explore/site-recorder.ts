import type { Event } from '../core/event.ts';
import { isEnabled } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import { canShareChunk } from './chunk.ts';
import type { Faults, Sites } from './strategy.ts';

/** Watches a run from some step on, and says afterwards where one exception more could be made to it. */
export class SiteRecorder {
  readonly #faults: Faults;
  readonly #contested: number[] = [];
  readonly #cancels: number[] = [];
  readonly #partners: number[] = [];
  #delivered: readonly Event[] = [];
  #created: readonly Event[] = [];

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** Told of each choice, before it is carried out, and of what is held then. */
  note(point: ChoicePoint, index: number, held: readonly number[] = []): void {
    this.#delivered = point.delivered;
    this.#created = point.created;
    for (let i = 0; i < point.cancellable.length; i++) {
      const task = point.cancellable[i];
      if (task !== undefined && this.#faults.mayCancel(task.name)) {
        this.#cancels.push(point.delivered.length, i);
      }
    }
    const event = point.pending.events[index];
    if (isContested(point, held)) this.#contested.push(point.delivered.length);
    if (event?.type.connection !== undefined) this.#notePartners(point, event);
  }

  #notePartners(point: ChoicePoint, event: Event): void {
    for (const other of point.pending.events) {
      if (canShareChunk(event, other) && isEnabled(other, point.horizonMs)) {
        this.#partners.push(event.sequence, other.sequence);
      }
    }
  }

  /** Deliveries of the whole run. */
  get steps(): number {
    return this.#delivered.length;
  }

  get events(): number {
    return this.#created.length;
  }

  sites(from: number): Sites {
    const delivered = this.#delivered.slice(from);
    return {
      from,
      delivered: delivered.map((event) => event.sequence),
      contested: this.#contested.filter((step) => step >= from),
      faults: delivered.map((event) => event.type.faults.length),
      cancels: this.#cancels,
      partners: this.#partners,
    };
  }
}

function isContested({ pending, horizonMs }: ChoicePoint, held: readonly number[]): boolean {
  if (held.length === 0) return pending.countEnabled(horizonMs) > 1;
  const free = pending.events.filter(
    (event) => isEnabled(event, horizonMs) && !held.includes(event.sequence),
  );
  return free.length > 1;
}
