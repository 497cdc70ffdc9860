import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import { CANCELLATION, CRASHING, FAULT, KILLING, TOGETHER } from './decisions.ts';
import type { Faults } from '../core/faults.ts';
import { partnersOf } from '../core/partners.ts';
import type { Sites } from './strategy.ts';

const nothing: readonly number[] = [];

/** Watches a run, and says afterwards where one exception more could be made to it. */
export class SiteRecorder {
  readonly #faults: Faults;
  /** Steps at which something else, not held, could have been delivered. */
  readonly #contested: number[] = [];
  /** Step, and place among the cancellable tasks. */
  #cancels: number[] | undefined;
  /** Step, and place among the processes that can be killed. */
  #kills: number[] | undefined;
  /** Step, and creation numbers of two events that could have arrived in one chunk. */
  #partners: number[] | undefined;
  #delivered: readonly Event[] = [];
  #created: readonly Event[] = [];

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  /** Told of each choice, before it is carried out, and of what is held then. */
  note(point: ChoicePoint, index: number, held: readonly number[] = nothing): void {
    this.#delivered = point.delivered;
    this.#created = point.created;
    if (isContested(point, held)) this.#contested.push(point.delivered.length);
    if (point.cancellable.length > 0 && this.#faults.budget > 0) this.#noteCancels(point);
    if (this.#faults.budget > 0) this.#noteKills(point);
    const event = point.pending.events[index];
    if (event?.type.connection !== undefined) this.#notePartners(point, event);
  }

  #noteCancels(point: ChoicePoint): void {
    for (let i = 0; i < point.cancellable.length; i++) {
      const task = point.cancellable[i];
      if (task === undefined || !this.#faults.mayCancel(task.name)) continue;
      (this.#cancels ??= []).push(point.delivered.length, i);
    }
  }

  #noteKills({ killable, delivered }: ChoicePoint): void {
    for (let i = 0; i < killable.length; i++) {
      if (this.#faults.mayKill(killable[i]?.name ?? '')) (this.#kills ??= []).push(delivered.length, i);
    }
  }

  #notePartners(point: ChoicePoint, event: Event): void {
    for (const other of partnersOf(point, event)) {
      (this.#partners ??= []).push(point.delivered.length, event.sequence, other.sequence);
    }
  }

  /** Deliveries of the whole run. */
  get steps(): number {
    return this.#delivered.length;
  }

  get events(): number {
    return this.#created.length;
  }

  get delivered(): readonly Event[] {
    return this.#delivered;
  }

  /**
   * @param from the first step whose event may be held, fail, or come in company
   * @param strikesFrom the first before which a task may be cancelled, a process be killed, or all crash
   */
  sites(from: number, strikesFrom: number): Sites {
    const holds: number[] = [];
    for (const step of this.#contested) {
      if (step >= from) holds.push((this.#delivered[step] as Event).sequence);
    }
    return { holds, strikes: this.#strikes(from, strikesFrom) };
  }

  #strikes(from: number, strikesFrom: number): readonly number[] {
    const partners = this.#partners ?? nothing;
    if (this.#faults.budget === 0 && partners.length === 0) return nothing;
    const strikes: number[] = [];
    for (let i = 0; i < partners.length; i += 3) {
      const [step, first, second] = partners.slice(i) as [number, number, number];
      if (step >= from) strikes.push(TOGETHER, first, second);
    }
    if (this.#faults.budget === 0) return strikes;
    for (let step = from; step < this.#delivered.length; step++) {
      const { type, sequence } = this.#delivered[step] as Event;
      type.faults.forEach((_, fault) => strikes.push(FAULT, sequence, fault));
    }
    pushFrom(strikesFrom, CANCELLATION, this.#cancels ?? nothing, strikes);
    pushFrom(strikesFrom, KILLING, this.#kills ?? nothing, strikes);
    if (this.#faults.crash) {
      for (let step = strikesFrom; step < this.#delivered.length; step++) strikes.push(CRASHING, step, 0);
    }
    return strikes;
  }
}

function isContested({ pending, horizonMs }: ChoicePoint, held: readonly number[]): boolean {
  if (held.length === 0) return pending.isContested(horizonMs);
  let free = 0;
  for (const event of pending.events) {
    if (pending.isEnabled(event, horizonMs) && !held.includes(event.sequence)) free += 1;
  }
  return free > 1;
}

/** @param places pairs of a step and a place */
function pushFrom(step: number, kind: number, places: readonly number[], strikes: number[]): void {
  for (let i = 0; i < places.length; i += 2) {
    const at = places[i] as number;
    if (at >= step) strikes.push(kind, at, places[i + 1] as number);
  }
}
