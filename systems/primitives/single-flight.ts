import { type Scope, type Spawn, Task, uncancellable } from './task.ts';

/**
 * Lets concurrent calls for one key share one task, named `name(key)`. The task belongs to none of its callers: one
 * that is cancelled leaves, and the task goes on for the others (and to its end if nobody is left). Once it has
 * settled, well or badly, the next call starts a new one.
 */
export class SingleFlight<T> {
  readonly #name: string;
  readonly #options: { readonly spawn?: Spawn; readonly daemon?: boolean };
  readonly #flights = new Map<string, Task<T>>();

  constructor(name: string, options: { readonly spawn?: Spawn; readonly daemon?: boolean } = {}) {
    this.#name = name;
    this.#options = options;
  }

  /** Waits for the task of `key`; starts `body` as that task if there is none. */
  run(key: string, body: (self: Task<T>) => Promise<T>, scope: Scope = uncancellable): Promise<T> {
    const flight = this.#flights.get(key) ?? this.#start(key, body);
    return scope.wait(flight.result);
  }

  #start(key: string, body: (self: Task<T>) => Promise<T>): Task<T> {
    const land = async (self: Task<T>): Promise<T> => {
      try {
        return await body(self);
      } finally {
        // Before any caller resumes, so that none of them finds a flight that is over.
        this.#flights.delete(key);
      }
    };
    const flight = Task.start(`${this.#name}(${key})`, land, this.#options);
    this.#flights.set(key, flight);
    return flight;
  }
}
