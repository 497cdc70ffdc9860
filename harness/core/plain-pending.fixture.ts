import type { Event, EventClass } from './event.ts';
import type { Task } from './task.ts';

/** The pending events as anybody would write them down: a list, and a look at each of them for every question. */
export class PlainPending {
  #events: Event[] = [];
  #isBarring = false;

  get events(): readonly Event[] {
    return [...this.#events].sort(
      (a, b) => a.class - b.class || a.opensMs - b.opensMs || a.sequence - b.sequence,
    );
  }

  add(event: Event): void {
    this.#events.push(event);
  }

  remove(event: Event): void {
    this.#events = this.#events.filter((other) => other !== event);
  }

  clear(): void {
    this.#events = [];
  }

  timersOf(task: Task, notOf: EventClass): readonly Event[] {
    return this.#events.filter(
      (event) => event.task === task && event.type.kind === 'timer' && event.class !== notOf,
    );
  }

  /** To be told when the twin has found out what is barred. */
  bar(): void {
    this.#isBarring = this.#events.some(({ type }) => type.kind === 'timer' || type.kind === 'immediate');
  }

  #isBarred(event: Event): boolean {
    return this.#isBarring && event.task.process.loop.isBarred(event);
  }

  horizonMs(nowMs: number, latenessMs: number): number {
    const closings = this.#events.map((event) => {
      const { kind } = event.type;
      const closesMs = event.closesMs + (kind === 'timer' || kind === 'immediate' ? latenessMs : 0);
      return this.#isBarred(event) ? Math.max(closesMs, nowMs) : closesMs;
    });
    return Math.min(Infinity, ...closings);
  }

  get opensMs(): number {
    return Math.min(Infinity, ...this.#events.map(({ opensMs }) => opensMs));
  }

  /** Indexes of the enabled ones. */
  enabled(horizonMs: number): readonly number[] {
    return this.events.flatMap((event, index) =>
      event.opensMs <= horizonMs && !this.#isBarred(event) ? [index] : [],
    );
  }
}
