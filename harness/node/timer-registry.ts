import { recording } from '../core/recording.ts';
import type { Run } from '../core/run.ts';

/** The numbers of timers. */
class TimerRegistry {
  readonly #numbered: object[] = [];
  readonly #afterAll = new Map<string, number>();

  /** A timer as a number, as `+timer` gives it: small, and the same in every run. */
  numberOf(timer: object): number {
    recording.to?.write('the numbers of timers');
    const known = this.#numbered.indexOf(timer);
    return known >= 0 ? known + 1 : this.#numbered.push(timer);
  }

  /** How often it has been asked for since all foreground tasks had settled, this time included. */
  countAfterAll(what: string): number {
    recording.to?.write('timers after all', what);
    const count = (this.#afterAll.get(what) ?? 0) + 1;
    this.#afterAll.set(what, count);
    return count;
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
