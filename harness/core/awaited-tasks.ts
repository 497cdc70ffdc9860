import { misuse } from './misuse.ts';
import type { Run } from './run.ts';
import type { Task } from './task.ts';

/**
 * The promise of `sim.all`, which knows whether anybody listens to it. It is a promise of a class of its own: `await`
 * calls the `then` of such a one.
 */
export class AwaitedTasks<T = unknown> extends Promise<T> {
  // What is derived of it is an ordinary promise.
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  #isHeard = false;
  #isPending = true;
  #names: readonly string[] = [];

  /** @param owner who is to await it; undefined where that is nobody in particular */
  static of(owner: Task | undefined, names: readonly string[], settled: Promise<unknown>): AwaitedTasks {
    const awaited = new AwaitedTasks<unknown>((resolve, reject) => {
      settled.then(
        (value) => {
          awaited.#isPending = false;
          resolve(value);
        },
        (error: unknown) => {
          awaited.#isPending = false;
          reject(error);
        },
      );
    });
    awaited.#names = names;
    if (owner !== undefined) (owner.groups ??= []).push(awaited);
    return awaited;
  }

  // `await` calls it: that is what tells whether anybody waits.
  // oxlint-disable-next-line unicorn/no-thenable
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isHeard = true;
    return super.then(onFulfilled, onRejected);
  }

  /** Whether somebody waits for them. */
  get isAwaited(): boolean {
    return this.#isHeard && this.#isPending;
  }

  /** Whoever started tasks together and ends before them has forgotten to wait for them. */
  ownerEnded(run: Run, owner: Task): void {
    if (this.#isHeard || !this.#isPending || run.over || owner.dead || run.misuse !== undefined) return;
    const names = this.#names.map((name) => `'${name}'`).join(', ');
    const cause = `'${owner.name}' ended while the tasks ${names} of its sim.all were going on`;
    try {
      misuse(run, `${cause}, and nobody awaits that: await sim.all({ … }).`);
    } catch {
      // The run ends with it.
    }
  }
}
