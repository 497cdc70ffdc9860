import { type Event, PENDING, WAITING, WITHDRAWN } from '../../core/event.ts';
import type { Run } from '../../core/run.ts';

/**
 * Events that wait for one another: no more than so many are pending at once, and the others enter in the order in which
 * they came. A thread pool; one direction of a connection, with a width of 1.
 */
export class RequestQueue {
  readonly #run: Run;
  readonly #width: number;
  readonly #startsWhenEntered: boolean;
  readonly #waiting: Event[] = [];
  #entered = 0;

  /**
   * @param startsWhenEntered whether the latency of what waits begins when its turn comes (a pool), or went by (a wire)
   */
  constructor(run: Run, width: number, startsWhenEntered: boolean) {
    this.#run = run;
    this.#width = width;
    this.#startsWhenEntered = startsWhenEntered;
  }

  /** Takes an event in; its delivery has to call `leave`. */
  add(event: Event): void {
    if (this.#entered < this.#width) {
      this.#entered += 1;
      this.#run.add(event);
      return;
    }
    event.state = WAITING;
    this.#run.create(event);
    this.#waiting.push(event);
  }

  /** One was delivered: the next enters. */
  leave(): void {
    this.#entered -= 1;
    this.#enterNext();
  }

  /** Takes back what has not happened. */
  withdraw(event: Event): void {
    if (event.state === PENDING) {
      this.#run.pending.withdraw(event);
      this.leave();
    } else if (event.state === WAITING) {
      event.state = WITHDRAWN;
      this.#waiting.splice(this.#waiting.indexOf(event), 1);
    }
  }

  #enterNext(): void {
    const { nowMs, pending } = this.#run;
    while (this.#entered < this.#width) {
      const event = this.#waiting.shift();
      if (event === undefined) return;
      // What has ended does not enter any more.
      if (event.task.dead) continue;
      if (this.#startsWhenEntered) {
        const waitedMs = nowMs - event.createdMs;
        event.opensMs += waitedMs;
        event.closesMs += waitedMs;
      } else event.turn = event.task.process.loop.answeringTurn;
      event.closesMs = Math.max(event.closesMs, nowMs);
      event.state = PENDING;
      this.#entered += 1;
      pending.add(event);
    }
  }
}
