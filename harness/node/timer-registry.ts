import type { Event } from '../core/event.ts';
import type { Run } from '../core/run.ts';

/** The order that Node keeps among timers, and their numbers. */
class TimerRegistry {
  /** The last immediate: immediates fire in order. */
  lastImmediate: Event | undefined = undefined;
  readonly #tails = new Map<number, Event>();
  readonly #numbered: object[] = [];

  /** The last timer of that duration, milliseconds: Node keeps them in one list and fires them in order. */
  lastOf(ms: number): Event | undefined {
    return this.#tails.get(ms);
  }

  add(ms: number, event: Event): void {
    this.#tails.set(ms, event);
  }

  /** A timer as a number, as `+timer` gives it: small, and the same in every run. */
  numberOf(timer: object): number {
    const known = this.#numbered.indexOf(timer);
    return known >= 0 ? known + 1 : this.#numbered.push(timer);
  }

  withNumber(number: number): object | undefined {
    return this.#numbered[number - 1];
  }
}

const registries = new WeakMap<Run, TimerRegistry>();

/** What the timers of a run have in common; most runs have none. */
export function timersOf(run: Run): TimerRegistry {
  let registry = registries.get(run);
  if (registry === undefined) registries.set(run, (registry = new TimerRegistry()));
  return registry;
}
