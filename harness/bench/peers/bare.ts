import type { Drain } from '../../core/drain.ts';
import { findDrain } from '../../node/drain.ts';
import { inMacrotask } from '../../node/macrotask.ts';
import type { Case, World } from '../cases/case.ts';
import type { Peer, Turn } from './peer.ts';

const RUNS_PER_LOOK = 16;
const SLICE_MS = 50;

interface Held {
  readonly effect: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

const nobody = (): void => {};

/** Holds promises, and releases the oldest; of actors declared late, only when nothing else is left. */
class BareWorld implements World {
  readonly #held: Held[] = [];
  readonly #late: Held[] = [];
  steps = 0;

  operation() {
    return <T>(_key: string, effect: () => T): Promise<T> =>
      new Promise<unknown>((resolve, reject) => this.#held.push({ effect, resolve, reject })) as Promise<T>;
  }

  task(_name: string, body: () => Promise<unknown>, options?: { readonly late?: boolean }): void {
    const held = options?.late === true ? this.#late : this.#held;
    held.push({ effect: body, resolve: nobody, reject: nobody });
  }

  run(drain: Drain): void {
    drain();
    for (;;) {
      const next = this.#held.shift() ?? this.#late.shift();
      if (next === undefined) return;
      this.steps += 1;
      try {
        next.resolve(next.effect());
      } catch (error) {
        next.reject(error);
      }
      drain();
    }
  }
}

/** The floor: the same promises and the same drain, released oldest first, with no harness. */
export class BarePeer implements Peer {
  readonly name = 'bare';
  readonly #case: Case;

  constructor(one: Case) {
    this.#case = one;
  }

  async turn(ms: number): Promise<Turn> {
    const sum = { schedules: 0, steps: 0, failing: 0 };
    const startedMs = performance.now();
    while (performance.now() - startedMs < ms) {
      const left = ms - (performance.now() - startedMs);
      await inMacrotask(() => this.#slice(Math.min(left, SLICE_MS), sum));
    }
    return { ...sum, seconds: (performance.now() - startedMs) / 1000 };
  }

  #slice(ms: number, sum: { schedules: number; steps: number; failing: number }): void {
    const { drain } = findDrain();
    const endsMs = performance.now() + ms;
    do {
      for (let i = 0; i < RUNS_PER_LOOK; i++) {
        const world = new BareWorld();
        const check = this.#case.run(world, this.#case.usual);
        world.run(drain);
        if (check() !== undefined) sum.failing += 1;
        sum.schedules += 1;
        sum.steps += world.steps;
      }
    } while (performance.now() < endsMs);
  }
}
