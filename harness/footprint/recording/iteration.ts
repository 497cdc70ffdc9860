import type { Accesses } from './accesses.ts';
import { readArray } from './arrays.ts';
import { isObject } from './builtins.ts';
import { isCollection, readCollection } from './collections.ts';

/** What is gone through. */
export interface Source {
  readonly container: object;
  /** Nobody gets to see values. */
  readonly keysOnly: boolean;
}

/** What iterators go through, of those that were asked of a container. */
const sources = new WeakMap<object, Source>();

/** Remembers what an iterator goes through. */
export function comesFrom(iterator: unknown, container: object, keysOnly: boolean): void {
  if (isObject(iterator) && 'next' in iterator) {
    sources.set(iterator, sources.get(container) ?? { container, keysOnly });
  }
}

/** What is gone through when somebody asks `iterable` for all it has; undefined where its own code tells. */
export function sourceOf(iterable: object): Source | undefined {
  if (Array.isArray(iterable) || isCollection(iterable)) return { container: iterable, keysOnly: false };
  return sources.get(iterable);
}

/** All of a container is looked at. */
export function readSource(accesses: Accesses, { container, keysOnly }: Source, site: number): void {
  if (Array.isArray(container)) readArray(accesses, container, site);
  else if (isCollection(container)) readCollection(accesses, container, site, keysOnly);
}

/** `iterable`, told at each turn, as somebody may wait between two. */
export function watched(
  accesses: Accesses,
  iterable: object,
  site: number,
  onValue: ((value: unknown) => void) | undefined,
): object {
  const source = sourceOf(iterable);
  if (source === undefined && onValue === undefined) return iterable;
  const begin: unknown = Reflect.get(iterable, Symbol.iterator);
  if (typeof begin !== 'function') return iterable;
  return {
    [Symbol.iterator]: () => {
      let toldIn: string | undefined;
      const iterator = Reflect.apply(begin as () => Iterator<unknown>, iterable, []);
      const told: Iterator<unknown> = {
        next(...args: [] | [unknown]) {
          // Once in each step.
          const step = accesses.sink?.step;
          if (source !== undefined && step !== toldIn) readSource(accesses, source, site);
          toldIn = step;
          const result = iterator.next(...args);
          if (onValue !== undefined && result.done !== true) onValue(result.value);
          return result;
        },
      };
      // Whoever has no such method must not seem to have one.
      if (typeof iterator.return === 'function')
        told.return = (value) => iterator.return?.(value) ?? { done: true, value };
      if (typeof iterator.throw === 'function')
        told.throw = (error) => iterator.throw?.(error) ?? { done: true, value: error };
      return told;
    },
  };
}
