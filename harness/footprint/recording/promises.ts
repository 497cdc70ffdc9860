import { types } from 'node:util';
import { promiseHooks } from 'node:v8';
import type { Accesses } from './accesses.ts';

const STATE = 'state';

/** Combined promises, by what they wait for. */
const combined = new WeakMap<object, object[]>();

/**
 * Tells what happens to promises: settling one writes it; waiting for one that is pending writes, too, as who waits
 * first goes on first; waiting for a settled one reads.
 *
 * @returns how to stop
 */
export function watchPromises(accesses: Accesses): () => void {
  return promiseHooks.createHook({
    init(promise: object, parent: object | undefined) {
      if (accesses.sink === undefined) return;
      accesses.madePromise(promise);
      if (parent !== undefined) waitFor(accesses, parent, 0);
    },
    settled(promise: object) {
      if (accesses.sink === undefined) return;
      const named = accesses.nameOf(promise);
      if (named.isSettled) return;
      named.isSettled = true;
      accesses.accessNamed(named, STATE, 'promise', 'write', 0);
      for (const waiting of combined.get(promise) ?? []) {
        accesses.access(waiting, STATE, 'promise', 'read', 0);
        accesses.access(waiting, STATE, 'promise', 'write', 0);
      }
    },
  }) as () => void;
}

function waitFor(accesses: Accesses, promise: object, site: number): void {
  if (accesses.sink === undefined) return;
  const named = accesses.nameOf(promise);
  accesses.accessNamed(named, STATE, 'promise', named.isSettled ? 'read' : 'write', site);
}

/** `Promise.all` and its kin: each input that settles moves what they yield. */
export function watchInputs(
  accesses: Accesses,
  result: object,
  inputs: readonly unknown[],
  site: number,
): void {
  for (const input of inputs) {
    if (!types.isPromise(input)) continue;
    const known = combined.get(input);
    if (known === undefined) combined.set(input, [result]);
    else known.push(result);
    waitFor(accesses, input, site);
  }
  accesses.access(result, STATE, 'promise', 'write', site);
}

type Executor = (resolve: (value: unknown) => void, reject: (reason: unknown) => void) => void;

/** Who settles a promise first has it: the second to do so does nothing, and no hook tells of it. */
export function watchedExecutor(accesses: Accesses, executor: unknown, site: number): unknown {
  if (typeof executor !== 'function') return executor;
  const token = {};
  accesses.made(token, site, 'promise');
  const touch = (): void => accesses.access(token, 'resolution', 'promise', 'write', site);
  return (resolve: (value: unknown) => void, reject: (reason: unknown) => void): void =>
    (executor as Executor)(
      (value) => {
        touch();
        resolve(value);
      },
      (reason) => {
        touch();
        reject(reason);
      },
    );
}
