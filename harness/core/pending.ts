import { type Event, type EventClass, isEnabled, PENDING, WITHDRAWN } from './event.ts';
import type { EventLoop } from './event-loop.ts';
import type { Task } from './task.ts';

/** The events that wait for delivery, in default order: by class, then opening, then creation. */
export class Pending {
  readonly events: Event[] = [];
  /** How many of them keep the run alive. */
  live = 0;
  #finite = 0;
  #scheduled = 0;
  #hasBarred = false;

  add(event: Event): void {
    const events = this.events;
    let at = events.length;
    while (at > 0 && comesBefore(event, events[at - 1] as Event)) at -= 1;
    if (at === events.length) events.push(event);
    else events.splice(at, 0, event);
    if (event.live) this.live += 1;
    if (event.closesMs !== Infinity) this.#finite += 1;
    if (isScheduled(event)) this.#scheduled += 1;
  }

  removeAt(index: number): Event {
    const events = this.events;
    const event = events[index] as Event;
    const last = events.length - 1;
    for (let i = index; i < last; i++) events[i] = events[i + 1] as Event;
    events.pop();
    if (event.live) this.live -= 1;
    if (event.closesMs !== Infinity) this.#finite -= 1;
    if (isScheduled(event)) this.#scheduled -= 1;
    return event;
  }

  withdraw(event: Event): void {
    if (event.state !== PENDING) return;
    this.removeAt(this.events.indexOf(event));
    event.state = WITHDRAWN;
  }

  setLive(event: Event, live: boolean): void {
    if (event.live === live) return;
    event.live = live;
    if (event.state === PENDING) this.live += live ? 1 : -1;
  }

  /** Gives the timers of `task` the place in the default order that their new class has. */
  setTimersClass(task: Task, eventClass: EventClass): void {
    if (this.#scheduled === 0) return;
    const timers = this.events.filter(
      (event) => event.task === task && event.type.kind === 'timer' && event.class !== eventClass,
    );
    for (const timer of timers) {
      this.removeAt(this.events.indexOf(timer));
      timer.class = eventClass;
      this.add(timer);
    }
  }

  /** The earliest opening of all windows. */
  get opensMs(): number {
    let earliest = Infinity;
    for (const { opensMs } of this.events) if (opensMs < earliest) earliest = opensMs;
    return earliest;
  }

  clear(): void {
    for (const event of this.events) event.state = WITHDRAWN;
    this.events.length = 0;
    this.live = 0;
    this.#finite = 0;
    this.#scheduled = 0;
  }

  /** Bars what the phase of the event loop has no place for. */
  bar(loop: EventLoop, nowMs: number): void {
    if (this.#scheduled > 0) {
      loop.bar(this.events, nowMs);
      this.#hasBarred = true;
    } else if (this.#hasBarred) {
      loop.unbar();
      for (const event of this.events) event.isBarred = false;
      this.#hasBarred = false;
    }
  }

  /**
   * The earliest closing of all windows: nothing that opens later may go first. What is barred keeps nothing from
   * happening now.
   * @param latenessMs how much later than due timers and immediates may come
   */
  horizonMs(nowMs: number, latenessMs: number): number {
    if (this.#finite === 0) return Infinity;
    let horizon = Infinity;
    for (const event of this.events) {
      let closes = event.closesMs;
      if (latenessMs > 0 && isScheduled(event)) closes += latenessMs;
      if (event.isBarred && closes < nowMs) closes = nowMs;
      if (closes < horizon) horizon = closes;
    }
    return horizon;
  }

  /** Whether timers or immediates are among them. */
  get hasScheduled(): boolean {
    return this.#scheduled > 0;
  }

  /** In the order in which they were set. */
  immediates(): Event[] {
    return this.events
      .filter((event) => event.type.kind === 'immediate')
      .sort((a, b) => a.sequence - b.sequence);
  }

  /** Where every pending event is enabled, which is common and cheap to know. */
  get allEnabled(): boolean {
    return this.#finite === 0;
  }

  /** Index of the first enabled event in default order, −1 if there is none. */
  first(horizonMs: number): number {
    if (this.allEnabled) return 0;
    const events = this.events;
    for (let i = 0; i < events.length; i++) if (isEnabled(events[i] as Event, horizonMs)) return i;
    return -1;
  }

  countEnabled(horizonMs: number): number {
    if (this.allEnabled) return this.events.length;
    let count = 0;
    for (const event of this.events) if (isEnabled(event, horizonMs)) count += 1;
    return count;
  }

  /** Index of the n-th enabled event, from 0. */
  nthEnabled(n: number, horizonMs: number): number {
    if (this.allEnabled) return n;
    let left = n;
    for (let i = 0; i < this.events.length; i++) {
      if (!isEnabled(this.events[i] as Event, horizonMs)) continue;
      if (left === 0) return i;
      left -= 1;
    }
    return -1;
  }
}

/** What the event loop itself brings, in an order of its own. Its windows close. */
function isScheduled({ type }: Event): boolean {
  return type.kind === 'timer' || type.kind === 'immediate';
}

function comesBefore(a: Event, b: Event): boolean {
  if (a.class !== b.class) return a.class < b.class;
  if (a.opensMs !== b.opensMs) return a.opensMs < b.opensMs;
  return a.sequence < b.sequence;
}
