import { types } from 'node:util';
import { type Accesses, CONTENT, KEYS, UNKNOWN } from './accesses.ts';
import { isObject } from './builtins.ts';

/** What has entries by key. */
export type Collection = Map<unknown, unknown> | Set<unknown> | WeakMap<object, unknown> | WeakSet<object>;

export function isCollection(value: unknown): value is Collection {
  return types.isMap(value) || types.isSet(value) || types.isWeakMap(value) || types.isWeakSet(value);
}

const BY_KEY: ReadonlySet<string> = new Set(['get', 'has']);
const ADDS: ReadonlySet<string> = new Set(['set', 'add']);

/** A method of a collection is called. */
export function callOnCollection(
  accesses: Accesses,
  collection: Collection,
  method: string,
  args: readonly unknown[],
  site: number,
): void {
  const [key, value] = args;
  const has = hasKey(collection, key);
  if (BY_KEY.has(method)) {
    const found = types.isMap(collection) ? Map.prototype.get.call(collection, key) : has;
    accesses.access(collection, entry(accesses, key), 'entry', 'read', site, found);
  } else if (ADDS.has(method)) {
    if (method === 'add' && has) accesses.access(collection, entry(accesses, key), 'entry', 'read', site);
    else writeEntry(accesses, collection, key, site, method === 'set' ? value : UNKNOWN, has);
  } else if (method === 'delete') {
    if (has) writeEntry(accesses, collection, key, site, UNKNOWN, false);
    else accesses.access(collection, entry(accesses, key), 'entry', 'read', site);
  } else if (method === 'clear') rewriteCollection(accesses, collection, site);
  else {
    readCollection(accesses, collection, site, method === 'keys' && types.isMap(collection));
    for (const other of args) if (isCollection(other)) readCollection(accesses, other, site);
  }
}

/** What a class overrides is not asked: that is code of the program. */
function hasKey(collection: Collection, key: unknown): boolean {
  if (types.isMap(collection)) return Map.prototype.has.call(collection, key);
  if (types.isSet(collection)) return Set.prototype.has.call(collection, key);
  if (!isObject(key)) return false;
  const { prototype } = types.isWeakMap(collection) ? WeakMap : WeakSet;
  return prototype.has.call(collection, key);
}

/** @param isThere whether the keys stay the same ones */
function writeEntry(
  accesses: Accesses,
  collection: Collection,
  key: unknown,
  site: number,
  value: unknown,
  isThere: boolean,
): void {
  accesses.access(collection, entry(accesses, key), 'entry', 'write', site, value);
  accesses.access(collection, CONTENT, 'content', 'commute', site);
  if (isThere) return;
  accesses.access(collection, KEYS, 'content', 'commute', site);
  accesses.changeOrder(collection, site);
}

/** Every entry may become another, or go. */
export function rewriteCollection(accesses: Accesses, collection: Collection, site: number): void {
  if (types.isMap(collection) || types.isSet(collection)) {
    for (const key of keysOf(collection))
      accesses.access(collection, entry(accesses, key), 'entry', 'write', site);
  }
  accesses.access(collection, CONTENT, 'content', 'write', site);
  accesses.access(collection, KEYS, 'content', 'write', site);
}

function keysOf(collection: Map<unknown, unknown> | Set<unknown>): Iterable<unknown> {
  return types.isMap(collection)
    ? Map.prototype.keys.call(collection)
    : Set.prototype.values.call(collection);
}

/** All entries are looked at, one after the other. */
export function readCollection(
  accesses: Accesses,
  collection: Collection,
  site: number,
  keysOnly = false,
): void {
  readSize(accesses, collection, site);
  if (!keysOnly) accesses.access(collection, CONTENT, 'content', 'read', site);
  accesses.readOrder(collection, site);
}

/** It is counted what there is. */
export function readSize(accesses: Accesses, collection: Collection, site: number): void {
  accesses.access(collection, KEYS, 'content', 'read', site);
}

function entry(accesses: Accesses, key: unknown): string {
  if (isObject(key)) return `entry of:${accesses.nameOf(key).name.text}`;
  return typeof key === 'string' ? `entry:${key}` : `entry ${typeof key}:${String(key)}`;
}
