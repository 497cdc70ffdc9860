import type { SchedulerAct } from 'fast-check';

/** One call of `waitOne`, `waitNext`, `waitFor` or `waitIdle` that is under way. */
export interface Waiter {
  /** Surrounds each release that it asks for. */
  readonly act: SchedulerAct;
  /** Told when a release that it asked for has come to its end. */
  readonly released: () => void;
  /** Told when a release came to nothing, as its `act` failed. */
  readonly failed: (error: unknown) => void;
  /** Told when nothing is left to release and nothing moves, if that is what it waits for. */
  readonly idle?: () => void;
}

/** Those who ask for releases. One at a time is served; the others wait until it has what it wants. */
export class Waiters {
  readonly #waiters: Waiter[] = [];
  readonly #onChange: () => void;

  /** @param onChange told whenever somebody came or left */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
  }

  /** Who is served. */
  get first(): Waiter | undefined {
    return this.#waiters[0];
  }

  /** Asks for exactly so many releases, before everybody else if it is urgent. */
  count(releases: number, act: SchedulerAct, isUrgent: boolean): Promise<void> {
    if (releases <= 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      let left = releases;
      const released = (): void => {
        left -= 1;
        if (left === 0) this.#leave(waiter, resolve);
      };
      const waiter: Waiter = { act, released, failed: (error) => this.#leave(waiter, () => reject(error)) };
      this.#enter(waiter, isUrgent);
    });
  }

  /** Asks for releases until nothing is left to release and nothing moves. */
  idle(act: SchedulerAct): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        act,
        released: () => {},
        failed: (error) => this.#leave(waiter, () => reject(error)),
        idle: () => this.#leave(waiter, resolve),
      };
      this.#enter(waiter, false);
    });
  }

  /**
   * Asks for releases until `task` has settled, and hands out what it came to.
   * @param isReleasing whether a release is under way: it comes to its end first
   */
  settled<T>(task: Promise<T>, act: SchedulerAct, isReleasing: () => boolean): Promise<T> {
    return new Promise((resolve, reject) => {
      let answer: (() => void) | undefined;
      const released = (): void => {
        if (answer !== undefined) this.#leave(waiter, answer);
      };
      const waiter: Waiter = { act, released, failed: (error) => this.#leave(waiter, () => reject(error)) };
      const settle = (how: () => void): void => {
        answer = how;
        if (this.first !== waiter || !isReleasing()) released();
      };
      this.#enter(waiter, false);
      task.then(
        (value) => settle(() => resolve(value)),
        (error: unknown) => settle(() => reject(error)),
      );
    });
  }

  #enter(waiter: Waiter, isUrgent: boolean): void {
    if (isUrgent) this.#waiters.unshift(waiter);
    else this.#waiters.push(waiter);
    this.#onChange();
  }

  #leave(waiter: Waiter, answer: () => void): void {
    const at = this.#waiters.indexOf(waiter);
    if (at < 0) return;
    this.#waiters.splice(at, 1);
    answer();
    this.#onChange();
  }
}
