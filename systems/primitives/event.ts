import { Signal } from './signal.ts';
import { type Scope, uncancellable } from './task.ts';

/** A flag that tasks can wait for; it stays set until cleared. */
export class Event {
  #set = false;
  #waiters: Signal[] = [];

  get isSet(): boolean {
    return this.#set;
  }

  set(): void {
    this.#set = true;
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const waiter of waiters) waiter.raise();
  }

  clear(): void {
    this.#set = false;
  }

  /** Returns at once, without suspending, when the flag is set; else returns what to await. */
  wait(scope: Scope = uncancellable): Promise<void> | undefined {
    if (this.#set) return undefined;
    const waiter = new Signal();
    this.#waiters.push(waiter);
    return scope.wait(waiter.raised, () => {
      this.#waiters = this.#waiters.filter((other) => other !== waiter);
    });
  }
}
