import { DELIVERED, type Event } from '../core/event.ts';
import { partnersOf } from '../core/partners.ts';
import { type Choice, type ChoicePoint, CRASH, type Picker, type Strike } from '../core/picker.ts';
import type { EventId, Exception, Schedule } from './exceptions.ts';

/** When a replay lets go what it holds: a search proposes holds for events that may never come. */
export interface ReplayLimits {
  /** Background timers in a row that overtake what is held: they never end. */
  readonly idleMax: number;
  /** Deliveries in all: a task that polls never ends either. */
  readonly stepsMax: number;
}

/** A strict replay holds without limits: what was recorded comes. */
const none: ReplayLimits = { idleMax: Infinity, stepsMax: Infinity };

/** Where a replay left the schedule that it was given. */
export interface Divergence {
  /** From 1: the step that could not be as recorded. */
  readonly step: number;
  /** What had to be there. */
  readonly expected: EventId;
  readonly enabled: readonly EventId[];
}

/**
 * Delivers the first enabled event whose hold is not outstanding. Where every enabled event is held, the first in
 * default order goes, which is forced: a divergence to a strict reader, normal in search.
 */
export class Replayer implements Picker {
  readonly #holds = new Map<EventId, EventId>();
  readonly #delays = new Map<EventId, number>();
  readonly #together = new Map<EventId, EventId>();
  readonly #faults = new Map<EventId, string>();
  /** Cancellations, kills and crashes by the event after which they come; '' before anything. */
  readonly #strikes = new Map<EventId, Exception[]>();
  readonly #done = new Set<EventId>();
  /** Held events that were passed over at least once. */
  readonly #applied = new Set<EventId>();
  #seen = 0;
  /** Background timers in a row that overtook a held event. */
  #idle = 0;
  readonly #isPrompt: boolean;
  readonly #limits: ReplayLimits;
  #point: ChoicePoint | undefined;
  readonly divergences: Divergence[] = [];

  /** @param limits of a search; a strict replay has none */
  constructor(schedule: Schedule, limits = none) {
    this.#limits = limits;
    this.#isPrompt = schedule.length === 0;
    for (const exception of schedule) this.#take(exception);
  }

  #take(exception: Exception): void {
    if (exception.type === 'hold') this.#holds.set(exception.event, exception.until);
    else if (exception.type === 'delay') this.#delays.set(exception.event, exception.byMs);
    else if (exception.type === 'together') this.#together.set(exception.first, exception.event);
    else if (exception.type === 'fail') this.#faults.set(exception.event, exception.fault);
    else if (exception.type === 'stall') this.#faults.set(exception.event, 'stall');
    else {
      const after = exception.after ?? '';
      const strikes = this.#strikes.get(after);
      if (strikes === undefined) this.#strikes.set(after, [exception]);
      else strikes.push(exception);
    }
  }

  pick(point: ChoicePoint): Choice {
    if (this.#isPrompt) return point.pending.first(point.horizonMs);
    this.#point = point;
    this.#catchUp(point);
    const strike = this.#strike(point);
    if (strike !== undefined) return strike;
    const index = this.#next(point);
    const event = point.pending.events[index] as Event;
    const id = point.idOf(event);
    const { delivery } = point;
    const fault = this.#faults.get(id);
    if (fault !== undefined && event.type.faults.includes(fault))
      delivery.fault = this.#used(this.#faults, id);
    if (this.#delays.has(id)) delivery.delayMs = this.#used(this.#delays, id) ?? 0;
    const second = this.#together.get(id);
    if (second !== undefined) this.#join(point, event, second);
    return index;
  }

  /**
   * Exceptions that never came to apply, and events for which others were held in vain. A strict replay without any has
   * followed its schedule. Asked for when the run is over.
   */
  get unused(): readonly string[] {
    if (this.#point !== undefined) this.#catchUp(this.#point);
    return [
      ...[...this.#holds].flatMap(([event, until]) => {
        if (!this.#applied.has(event)) return [event];
        return this.#done.has(until) ? [] : [until];
      }),
      ...this.#faults.keys(),
      ...this.#delays.keys(),
      ...this.#together.values(),
      ...[...this.#strikes.values()].flat().map(nameOf),
    ];
  }

  #used<T>(from: Map<EventId, T>, id: EventId): T | undefined {
    const value = from.get(id);
    from.delete(id);
    return value;
  }

  #catchUp(point: ChoicePoint): void {
    for (; this.#seen < point.delivered.length; this.#seen++) {
      this.#done.add(point.idOf(point.delivered[this.#seen] as Event));
    }
  }

  #strike(point: ChoicePoint): Strike | undefined {
    const last = point.delivered.at(-1);
    const after = last === undefined ? '' : this.#anchor(point);
    const due = this.#strikes.get(after);
    const strike = due?.shift();
    if (strike === undefined) return undefined;
    if (due?.length === 0) this.#strikes.delete(after);
    if (strike.type === 'crash') return CRASH;
    const struck = struckBy(strike, point);
    if (struck !== undefined) return struck;
    this.#diverge(point, nameOf(strike));
    return this.#strike(point);
  }

  #anchor(point: ChoicePoint): EventId {
    return point.idOf(point.delivered.at(-1) as Event);
  }

  #next(point: ChoicePoint): number {
    const { events } = point.pending;
    let forced = -1;
    for (let i = Math.max(0, point.pending.first(point.horizonMs)); i < events.length; i++) {
      const event = events[i] as Event;
      if (!point.pending.isEnabled(event, point.horizonMs)) continue;
      if (!this.#isHeld(point, event)) {
        this.#idle = event.live || forced < 0 ? 0 : this.#idle + 1;
        if (this.#idle <= this.#limits.idleMax) return i;
        break;
      }
      if (forced < 0) forced = i;
    }
    const late = this.#firstLate(point);
    if (late >= 0) return late;
    this.#idle = 0;
    const held = events[forced] as Event;
    this.#diverge(point, this.#holds.get(point.idOf(held)) ?? '');
    return forced;
  }

  /** The first event to go before timers that are due but held, which makes them late; −1 if there is none. */
  #firstLate(point: ChoicePoint): number {
    if (point.latestMs === point.horizonMs) return -1;
    return point.pending.events.findIndex(
      (event) =>
        event.opensMs > point.horizonMs &&
        point.pending.isEnabled(event, point.latestMs) &&
        !this.#isHeld(point, event),
    );
  }

  #isHeld(point: ChoicePoint, event: Event): boolean {
    if (this.#holds.size === 0 || point.delivered.length >= this.#limits.stepsMax) return false;
    const id = point.idOf(event);
    const until = this.#holds.get(id);
    if (until === undefined || this.#done.has(until)) return false;
    this.#applied.add(id);
    return true;
  }

  #join(point: ChoicePoint, first: Event, id: EventId): void {
    const second = partnersOf(point, first).find((event) => point.idOf(event) === id);
    if (second === undefined) {
      this.#diverge(point, id);
      return;
    }
    this.#together.delete(point.idOf(first));
    point.delivery.together = second;
  }

  #diverge(point: ChoicePoint, expected: EventId): void {
    const enabled = point.pending.events.filter(
      (event) => event.state !== DELIVERED && point.pending.isEnabled(event, point.horizonMs),
    );
    this.divergences.push({
      step: point.delivered.length + 1,
      expected,
      enabled: enabled.map((event) => point.idOf(event)),
    });
  }
}

/** What a cancellation or a kill is about, where that is there. */
function struckBy(strike: Exception, { cancellable, killable }: ChoicePoint): Strike | undefined {
  if (strike.type === 'kill') return killable.find(({ name }) => name === strike.process);
  if (strike.type === 'cancel') return cancellable.find(({ name }) => name === strike.task);
  return undefined;
}

function nameOf(strike: Exception): EventId {
  if (strike.type === 'cancel') return `${strike.task}: cancel`;
  return strike.type === 'kill' ? `${strike.process}: kill` : 'crash';
}
