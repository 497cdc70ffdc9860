import { Event } from './event.ts';
import { Signal } from './signal.ts';
import { type Scope, uncancellable } from './task.ts';

interface Getter {
  readonly signal: Signal;
  woken: boolean;
}

/**
 * An unbounded queue that wakes first and pops later: an item stays in the queue until the getter runs, so a
 * getter that is cancelled in between takes nothing with it.
 */
export class Queue<T> {
  readonly #items: T[] = [];
  readonly #getters: Getter[] = [];
  #unfinished = 0;
  readonly #allDone = new Event();

  constructor() {
    this.#allDone.set();
  }

  get size(): number {
    return this.#items.length;
  }

  /** How many items were put and not dealt with; `join` does not suspend when there is none. */
  get unfinished(): number {
    return this.#unfinished;
  }

  put(item: T): void {
    this.#items.push(item);
    this.#unfinished += 1;
    this.#allDone.clear();
    this.#wakeNext();
  }

  /** Takes the oldest item, if there is one. */
  getNow(): T | undefined {
    return this.#items.shift();
  }

  /** Takes the oldest item; does not suspend when there is one. */
  async get(scope: Scope = uncancellable): Promise<T> {
    while (this.#items.length === 0) await this.#nextPut(scope);
    // The loop ends only when there is one; `T` itself may include undefined.
    return this.#items.shift() as T;
  }

  /** Says that one item taken earlier has been dealt with. */
  taskDone(): void {
    if (this.#unfinished === 0) throw new Error('taskDone was called more often than put');
    this.#unfinished -= 1;
    if (this.#unfinished === 0) this.#allDone.set();
  }

  /** Waits until every item ever put has been dealt with. */
  async join(scope: Scope = uncancellable): Promise<void> {
    await this.#allDone.wait(scope);
  }

  #nextPut(scope: Scope): Promise<void> {
    const getter: Getter = { signal: new Signal(), woken: false };
    this.#getters.push(getter);
    return scope.wait(getter.signal.raised, () => {
      // Woken but not yet resumed: the item is still in the queue, and another getter must hear of it.
      if (getter.woken) this.#wakeNext();
      else this.#getters.splice(this.#getters.indexOf(getter), 1);
    });
  }

  #wakeNext(): void {
    if (this.#items.length === 0) return;
    const getter = this.#getters.shift();
    if (getter === undefined) return;
    getter.woken = true;
    getter.signal.raise();
  }
}
