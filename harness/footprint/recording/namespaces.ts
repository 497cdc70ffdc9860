import { types } from 'node:util';
import type { Accesses } from './accesses.ts';
import { isObject } from './builtins.ts';
import { facade } from './facade.ts';
import { readSource, sourceOf } from './iteration.ts';
import { follow } from './opaque.ts';
import { watchInputs } from './promises.ts';
import { deleteProperty, readAll, readDeep, readKeys, readProperty, writeProperty } from './properties.ts';

type Tell = (accesses: Accesses, args: readonly unknown[], site: number) => void;

const readsAll: Tell = (accesses, [object], site) => readAll(accesses, object, site);
const readsKeys: Tell = (accesses, [object], site) => readKeys(accesses, object, site);
const readsKey: Tell = (accesses, [object, key], site) => readProperty(accesses, object, keyOf(key), site);
const writesKey: Tell = (accesses, [object, key], site) => writeProperty(accesses, object, keyOf(key), site);
const goesThrough: Tell = (accesses, [iterable], site) => {
  const source = isObject(iterable) && !types.isProxy(iterable) ? sourceOf(iterable) : undefined;
  if (source !== undefined) readSource(accesses, source, site);
};
const writesAll: Tell = (accesses, [object], site) => {
  readAll(accesses, object, site);
  if (isObject(object)) for (const key of ownKeys(object)) writeProperty(accesses, object, key, site);
};

/** What functions of the language do to what they are given, by the objects that hold them. */
const FUNCTIONS = new Map<object, Readonly<Record<string, Tell>>>([
  [
    Object,
    {
      keys: readsKeys,
      getOwnPropertyNames: readsKeys,
      getOwnPropertySymbols: readsKeys,
      values: readsAll,
      entries: readsAll,
      getOwnPropertyDescriptors: readsAll,
      hasOwn: readsKey,
      getOwnPropertyDescriptor: readsKey,
      isFrozen: readsAll,
      freeze: writesAll,
      seal: writesAll,
      preventExtensions: writesAll,
      defineProperty: writesKey,
      defineProperties: assigns,
      assign: assigns,
      fromEntries: goesThrough,
      groupBy: goesThrough,
    },
  ],
  [
    Reflect,
    {
      get: readsKey,
      has: readsKey,
      getOwnPropertyDescriptor: readsKey,
      ownKeys: readsKeys,
      set: (accesses, [object, key, value], site) => writeProperty(accesses, object, keyOf(key), site, value),
      defineProperty: writesKey,
      deleteProperty: (accesses, [object, key], site) => deleteProperty(accesses, object, keyOf(key), site),
    },
  ],
  [JSON, { stringify: (accesses, [value], site) => readDeep(accesses, value, site) }],
  [Array, { from: goesThrough, fromAsync: goesThrough }],
  [Map, { groupBy: goesThrough }],
]);

const COMBINATORS: ReadonlySet<string> = new Set(['all', 'allSettled', 'any', 'race']);

/** Whether functions of the language are kept here which do something to what they are given. */
export function isNamespace(object: object): boolean {
  return FUNCTIONS.has(object) || object === Promise || object === AbortSignal;
}

/** Whom to call instead. */
export function callOnNamespace(accesses: Accesses, object: object, method: string, site: number): object {
  if (object === Promise)
    return COMBINATORS.has(method) ? combinator(accesses, object, method, site) : object;
  if (object === AbortSignal) return method === 'any' ? combinedSignal(object, method) : object;
  const tell = FUNCTIONS.get(object)?.[method];
  if (tell === undefined) return object;
  return facade(
    object,
    method,
    (args) => tell(accesses, args, site),
    (result, [first]) => {
      if (isObject(result) && result !== first) accesses.made(result, site, undefined);
    },
  );
}

function combinator(accesses: Accesses, object: object, method: string, site: number): object {
  return facade(
    object,
    method,
    (args) => goesThrough(accesses, args, site),
    (result, [inputs]) => {
      if (isObject(result) && Array.isArray(inputs)) watchInputs(accesses, result, inputs, site);
    },
  );
}

function combinedSignal(object: object, method: string): object {
  return facade(
    object,
    method,
    () => {},
    (result, [signals]) => {
      if (isObject(result) && Array.isArray(signals)) follow(result, signals);
    },
  );
}

function assigns(accesses: Accesses, [target, ...rest]: readonly unknown[], site: number): void {
  for (const source of rest) {
    readAll(accesses, source, site);
    if (!isObject(source)) continue;
    for (const key of ownKeys(source)) writeProperty(accesses, target, key, site);
  }
}

function ownKeys(object: object): PropertyKey[] {
  return types.isProxy(object) ? [] : Reflect.ownKeys(object);
}

/** A key that would have to be asked for its text stands for none. */
function keyOf(key: unknown): PropertyKey {
  return typeof key === 'symbol' || typeof key === 'number' ? key : isObject(key) ? '*' : String(key);
}
