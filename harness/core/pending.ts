import { comesBefore, endOf, placeOf } from './default-order.ts';
import { type Event, type EventClass, isScheduled, PENDING, WITHDRAWN } from './event.ts';
import type { EventLoop } from './event-loop.ts';
import { PendingIndex } from './pending-index.ts';
import type { Process } from './process.ts';
import { recording } from './recording.ts';
import type { Task } from './task.ts';

/** From so many pending events on an index pays; below, a look at each is faster. */
const INDEXED_FROM = 128;
/** Places that an event is looked for in, from the end, before the rest is searched by halves. */
const NEAR_END = 8;
/** From so many events on that have to move up, the engine's own loop is faster. */
const MANY_MOVES = 32;

const CLASSES_MAX = 3;

/**
 * The events that wait for delivery, in default order: by class, then opening, then creation. What is asked at each step
 * is small, so that V8 inlines it: what it comes to where there are timers, or very many events, stands apart.
 */
export class Pending {
  readonly events: Event[] = [];
  /** How many of them keep the run alive. */
  live = 0;
  #finite = 0;
  #scheduled = 0;
  /** In the order in which they were set; those that are no longer pending leave when they come to be first. */
  #immediates: Event[] | undefined = undefined;
  readonly #processes: readonly Process[];
  /** Whether the event loop has a say in what is enabled, as of the choice that is to be made. */
  #isBarring = false;
  #index: PendingIndex | undefined = undefined;

  /** @param processes that are alive: the caller's list, which may change */
  constructor(processes: readonly Process[]) {
    this.#processes = processes;
  }

  add(event: Event): void {
    this.#insert(event);
    if (event.live) this.live += 1;
    if (event.closesMs !== Infinity) this.#finite += 1;
    if (isScheduled(event)) this.#addScheduled(event);
    if (this.events.length >= INDEXED_FROM || this.#index !== undefined) this.#addToIndex(event);
  }

  #addScheduled(event: Event): void {
    this.#scheduled += 1;
    const { kind } = event.type;
    if (kind === 'immediate') (this.#immediates ??= []).push(event);
    else if (kind === 'closing') event.task.process.loop.close(event);
  }

  #addToIndex(event: Event): void {
    if (this.#index !== undefined) this.#index.add(event);
    else if (this.#processes.length === 1) this.#index = new PendingIndex(this.events);
  }

  #insert(event: Event): void {
    const events = this.events;
    const count = events.length;
    if (count === 0 || !comesBefore(event, events[count - 1] as Event)) events.push(event);
    else this.#insertBefore(event, events, count);
  }

  #insertBefore(event: Event, events: Event[], count: number): void {
    const near = count - NEAR_END;
    let at = count - 1;
    while (at > 0 && at > near && comesBefore(event, events[at - 1] as Event)) at -= 1;
    if (at > 0 && at === near) at = placeOf(event, events);
    if (count - at < MANY_MOVES) {
      events.push(event);
      for (let i = count; i > at; i--) events[i] = events[i - 1] as Event;
      events[at] = event;
    } else events.splice(at, 0, event);
  }

  removeAt(index: number): Event {
    const event = this.#take(index);
    if (event.live) this.live -= 1;
    if (event.closesMs !== Infinity) this.#finite -= 1;
    if (isScheduled(event)) this.#scheduled -= 1;
    this.#index?.remove(event);
    return event;
  }

  #take(index: number): Event {
    const events = this.events;
    const event = events[index] as Event;
    const last = events.length - 1;
    if (last - index < MANY_MOVES) {
      for (let i = index; i < last; i++) events[i] = events[i + 1] as Event;
      events.pop();
    } else if (index === 0) events.shift();
    else events.splice(index, 1);
    return event;
  }

  /** Where a pending event is. */
  indexOf(event: Event): number {
    return placeOf(event, this.events);
  }

  withdraw(event: Event): void {
    recording.to?.withdrawn(event);
    if (event.state !== PENDING) return;
    this.removeAt(this.indexOf(event));
    event.state = WITHDRAWN;
  }

  /** Puts an event back that was withdrawn and may happen after all, to where it was in the default order. */
  restore(event: Event): void {
    recording.to?.withdrawn(event);
    if (event.state !== WITHDRAWN) return;
    event.state = PENDING;
    this.add(event);
  }

  setLive(event: Event, live: boolean): void {
    recording.to?.withdrawn(event);
    if (event.live === live) return;
    event.live = live;
    if (event.state === PENDING) this.live += live ? 1 : -1;
  }

  /** Gives the timers of `task` the place in the default order that their new class has. */
  setTimersClass(task: Task, eventClass: EventClass): void {
    if (this.#scheduled > 0) this.#setTimersClass(task, eventClass);
  }

  #setTimersClass(task: Task, eventClass: EventClass): void {
    for (const timer of this.#index?.timersOf(task) ?? this.#timersOf(task)) {
      if (timer.class === eventClass) continue;
      this.#take(this.indexOf(timer));
      timer.class = eventClass;
      this.#insert(timer);
    }
  }

  #timersOf(task: Task): Event[] {
    return this.events.filter((event) => event.task === task && event.type.kind === 'timer');
  }

  /** The earliest opening of all windows. */
  get opensMs(): number {
    let earliest = Infinity;
    for (let of = 0; of < CLASSES_MAX; of++) {
      const first = this.events[endOf(of, -Infinity, this.events)];
      if (first !== undefined && first.opensMs < earliest) earliest = first.opensMs;
    }
    return earliest;
  }

  /** Takes back what is of a process, but for what `isLeft` says. */
  withdrawOf(process: Process, isLeft: (event: Event) => boolean): void {
    for (const event of this.events.filter(({ task }) => task.process === process))
      if (!isLeft(event)) this.withdraw(event);
  }

  clear(): void {
    for (const event of this.events) event.state = WITHDRAWN;
    this.events.length = 0;
    this.live = 0;
    this.#finite = 0;
    this.#scheduled = 0;
    this.#immediates = undefined;
    this.#index = undefined;
  }

  /** There is more than one process from now on: what happens in one says nothing of the phases of another. */
  dropIndex(): void {
    this.#index = undefined;
  }

  /** Finds out what the phases of the event loops have no place for. */
  bar(nowMs: number): void {
    const isBarring = this.#scheduled > 0;
    if (isBarring || this.#isBarring) this.#bar(isBarring, nowMs);
  }

  #bar(isBarring: boolean, nowMs: number): void {
    this.#isBarring = isBarring;
    for (const process of this.#processes) {
      if (isBarring) process.loop.bar(this.#firstImmediateOf(process), nowMs);
      else process.loop.unbar();
    }
  }

  /** Where it bars. Only of use to the index, which there is where there is one process. */
  get #barring(): EventLoop | undefined {
    return this.#isBarring ? this.#processes[0]?.loop : undefined;
  }

  #firstImmediateOf(process: Process): Event | undefined {
    const immediates = this.#immediates;
    if (immediates === undefined) return undefined;
    while (immediates.length > 0 && immediates[0]?.state !== PENDING) immediates.shift();
    for (const event of immediates)
      if (event.task.process === process && event.state === PENDING) return event;
    return undefined;
  }

  /** Whether the window of `event` has room for it, and the event loop has come to where it happens. */
  isEnabled(event: Event, horizonMs: number): boolean {
    return event.opensMs <= horizonMs && !(this.#isBarring && isBarred(event));
  }

  /**
   * The earliest closing of all windows: nothing that opens later may go first. What is barred keeps nothing from
   * happening now.
   * @param latenessMs how much later than due timers and immediates may come
   */
  horizonMs(nowMs: number, latenessMs: number): number {
    return this.#finite === 0 ? Infinity : this.#firstClosingMs(nowMs, latenessMs);
  }

  #firstClosingMs(nowMs: number, latenessMs: number): number {
    const known = this.#index?.horizonMs(nowMs, latenessMs, this.#barring);
    if (known !== undefined) return known;
    let horizon = Infinity;
    for (const event of this.events) {
      let closes = event.closesMs;
      if (latenessMs > 0 && isScheduled(event)) closes += latenessMs;
      if (closes < nowMs && this.#isBarring && isBarred(event)) closes = nowMs;
      if (closes < horizon) horizon = closes;
    }
    return horizon;
  }

  /** Whether timers or immediates are among them. */
  get hasScheduled(): boolean {
    return this.#scheduled > 0;
  }

  /** Those of one process, in the order in which they were set. */
  immediatesOf(process: Process): readonly Event[] {
    return (this.#immediates ?? []).filter(
      (event) => event.state === PENDING && event.task.process === process,
    );
  }

  /** Where every pending event is enabled, which is common and cheap to know. */
  get allEnabled(): boolean {
    return this.#finite === 0;
  }

  /** Index of the first enabled event in default order, −1 if there is none. */
  first(horizonMs: number): number {
    return this.#finite === 0 ? 0 : this.#first(horizonMs);
  }

  #first(horizonMs: number): number {
    const known = this.#index?.first(horizonMs, this.#barring);
    if (known) return this.indexOf(known);
    if (known === undefined && this.#index !== undefined) return -1;
    return this.#nextEnabled(0, horizonMs);
  }

  /** Index of the first enabled event from `index` on, −1 if there is none. */
  #nextEnabled(index: number, horizonMs: number): number {
    const events = this.events;
    for (let i = index; i < events.length; i++) {
      const event = events[i] as Event;
      if (this.isEnabled(event, horizonMs)) return i;
      // Of its class all others open later still.
      if (this.#index !== undefined && event.opensMs > horizonMs)
        i = endOf(event.class, Infinity, events) - 1;
    }
    return -1;
  }

  /** Whether there is more than one to choose from. */
  isContested(horizonMs: number): boolean {
    if (this.allEnabled) return this.events.length > 1;
    const first = this.first(horizonMs);
    return first >= 0 && this.#nextEnabled(first + 1, horizonMs) >= 0;
  }

  /** The first `max` enabled events in default order. */
  enabled(horizonMs: number, max: number): Event[] {
    const enabled: Event[] = [];
    let i = this.#nextEnabled(0, horizonMs);
    for (; i >= 0 && enabled.length < max; i = this.#nextEnabled(i + 1, horizonMs))
      enabled.push(this.events[i] as Event);
    return enabled;
  }

  countEnabled(horizonMs: number): number {
    return this.#finite === 0 ? this.events.length : this.#countEnabled(horizonMs);
  }

  #countEnabled(horizonMs: number): number {
    let count = 0;
    if (this.#areOpenOnesEnabled) {
      for (let of = 0; of < CLASSES_MAX; of++) count += this.#openOf(of, horizonMs);
      return count;
    }
    for (const event of this.events) if (this.isEnabled(event, horizonMs)) count += 1;
    return count;
  }

  /** Index of the n-th enabled event, from 0. */
  nthEnabled(n: number, horizonMs: number): number {
    return this.#finite === 0 ? n : this.#nthEnabled(n, horizonMs);
  }

  #nthEnabled(n: number, horizonMs: number): number {
    let left = n;
    if (this.#areOpenOnesEnabled) {
      for (let of = 0; of < CLASSES_MAX; of++) {
        const open = this.#openOf(of, horizonMs);
        if (left < open) return endOf(of, -Infinity, this.events) + left;
        left -= open;
      }
      return -1;
    }
    for (let i = 0; i < this.events.length; i++) {
      if (!this.isEnabled(this.events[i] as Event, horizonMs)) continue;
      if (left === 0) return i;
      left -= 1;
    }
    return -1;
  }

  /** Whether, of many, every one is enabled that is open by the horizon: of each class the first ones. */
  get #areOpenOnesEnabled(): boolean {
    return this.#index !== undefined && !this.#isBarring;
  }

  #openOf(eventClass: number, horizonMs: number): number {
    return endOf(eventClass, horizonMs, this.events) - endOf(eventClass, -Infinity, this.events);
  }
}

/** Whether the phase of its process has no place for it. */
function isBarred(event: Event): boolean {
  return event.task.process.loop.isBarred(event);
}
