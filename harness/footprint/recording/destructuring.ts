import { types } from 'node:util';
import type { Accesses } from './accesses.ts';
import { readArray, readElement } from './arrays.ts';
import { isObject } from './builtins.ts';
import { readSource, sourceOf } from './iteration.ts';
import { readAll, readProperty } from './properties.ts';

/** What a pattern takes out of a value. */
export interface Taken {
  /** Properties by name. */
  readonly k?: readonly string[];
  /** What is taken out of these, in turn. */
  readonly n?: Readonly<Record<string, Taken>>;
  /** Everything. */
  readonly r?: 1;
  /** So many elements; -1 for all of them. */
  readonly e?: number;
}

/** A pattern takes a value apart. What accessors yield is not asked for: that would call them twice. */
export function takeApart(accesses: Accesses, value: unknown, taken: Taken, site: number): void {
  if (!isObject(value)) return;
  if (taken.e !== undefined) takeElements(accesses, value, taken.e, site);
  else {
    for (const key of taken.k ?? []) readProperty(accesses, value, key, site);
    if (taken.r) readAll(accesses, value, site);
  }
  if (taken.n === undefined || types.isProxy(value)) return;
  for (const [key, inner] of Object.entries(taken.n)) {
    takeApart(accesses, Object.getOwnPropertyDescriptor(value, key)?.value, inner, site);
  }
}

function takeElements(accesses: Accesses, value: object, count: number, site: number): void {
  if (!Array.isArray(value)) {
    const source = sourceOf(value);
    if (source !== undefined) readSource(accesses, source, site);
  } else if (count < 0) readArray(accesses, value, site);
  else for (let index = 0; index < count; index++) readElement(accesses, value, index, site);
}
