import { types } from 'node:util';
import { type Accesses, KEYS, UNKNOWN } from './accesses.ts';
import { indexOf, readArray, readElement, readLength, rewriteArray, writeElement } from './arrays.ts';
import { changes, isBuiltin, isObject, originOf, type Origin } from './builtins.ts';
import { isCollection, readCollection, readSize, rewriteCollection } from './collections.ts';
import { readContent, writeContent } from './opaque.ts';

/** `object[key]` is read. */
export function readProperty(accesses: Accesses, object: unknown, key: PropertyKey, site: number): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  if (Array.isArray(object)) {
    const index = indexOf(key);
    if (index !== undefined) return readElement(accesses, object, index, site);
    if (key === 'length') return readLength(accesses, object, site);
  } else if (ArrayBuffer.isView(object) && indexOf(key) !== undefined)
    return readContent(accesses, object, site);
  const origin = originOf(object, key);
  if (origin === undefined || origin.holder === object || !isBuiltin(origin.holder)) {
    // What an accessor does its own code tells.
    if (origin?.descriptor.get !== undefined) return;
    const value: unknown = isPrivate(key) ? UNKNOWN : origin?.descriptor.value;
    // What it inherits belongs to its prototype, too; methods are not taken to change.
    if (origin !== undefined && origin.holder !== object && typeof value !== 'function') {
      accesses.access(origin.holder, keyText(key), 'property', 'read', site, value);
    }
    return accesses.access(object, keyText(key), 'property', 'read', site, value);
  }
  if (isCollection(object) && key === 'size') readSize(accesses, object, site);
  else if (changes(origin.holder)) takeFromBuiltin(accesses, object, origin, site);
}

/** An accessor of a builtin object looks at its content; a method that is taken from it may do anything later. */
function takeFromBuiltin(accesses: Accesses, object: object, { descriptor }: Origin, site: number): void {
  if (Array.isArray(object)) rewriteArray(accesses, object, site);
  else if (isCollection(object)) rewriteCollection(accesses, object, site);
  else readContent(accesses, object, site);
  if (descriptor.get === undefined) writeContent(accesses, object, site);
}

/** `object[key]` gets a value. */
export function writeProperty(
  accesses: Accesses,
  object: unknown,
  key: PropertyKey,
  site: number,
  value: unknown = UNKNOWN,
): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  if (Array.isArray(object)) {
    const index = indexOf(key);
    if (index !== undefined) return writeElement(accesses, object, index, site, value);
    if (key === 'length') return rewriteArray(accesses, object, site);
  } else if (ArrayBuffer.isView(object) && indexOf(key) !== undefined)
    return writeContent(accesses, object, site);
  const origin = originOf(object, key);
  if (origin?.descriptor.set !== undefined) {
    if (isBuiltin(origin.holder)) writeContent(accesses, object, site);
    return;
  }
  accesses.access(object, keyText(key), 'property', 'write', site, value);
  if (origin?.holder !== object && !isPrivate(key)) changeKeys(accesses, object, site);
}

/** `delete object[key]`. */
export function deleteProperty(accesses: Accesses, object: unknown, key: PropertyKey, site: number): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  const index = Array.isArray(object) ? indexOf(key) : undefined;
  if (Array.isArray(object) && index !== undefined) return writeElement(accesses, object, index, site);
  if (!Object.hasOwn(object, key)) return accesses.access(object, keyText(key), 'property', 'read', site);
  accesses.access(object, keyText(key), 'property', 'write', site);
  changeKeys(accesses, object, site);
}

function changeKeys(accesses: Accesses, object: object, site: number): void {
  accesses.access(object, KEYS, 'content', 'commute', site);
  accesses.changeOrder(object, site);
}

/** The names of all properties are looked at. */
export function readKeys(accesses: Accesses, object: unknown, site: number): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  if (Array.isArray(object)) return readLength(accesses, object, site);
  accesses.access(object, KEYS, 'content', 'read', site);
  accesses.readOrder(object, site);
}

/** Everything in an object is looked at. */
export function readAll(accesses: Accesses, object: unknown, site: number): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  if (Array.isArray(object)) return readArray(accesses, object, site);
  if (isCollection(object)) return readCollection(accesses, object, site);
  readKeys(accesses, object, site);
  for (const key of Reflect.ownKeys(object)) readProperty(accesses, object, key, site);
}

/** Anything in an object may get another value. */
export function writeAll(accesses: Accesses, object: unknown, site: number): void {
  if (!isObject(object)) return;
  if (types.isProxy(object)) return touchProxy(accesses, object, site);
  for (const key of Reflect.ownKeys(object)) writeProperty(accesses, object, key, site);
}

/** And everything in what it holds, as JSON does. */
export function readDeep(accesses: Accesses, object: unknown, site: number, seen = new Set<unknown>()): void {
  if (!isObject(object) || typeof object === 'function' || seen.has(object)) return;
  seen.add(object);
  readAll(accesses, object, site);
  if (types.isProxy(object)) return;
  if (isCollection(object)) {
    if (types.isMap(object) || types.isSet(object)) {
      for (const [key, value] of object.entries()) {
        readDeep(accesses, key, site, seen);
        readDeep(accesses, value, site, seen);
      }
    }
    return;
  }
  for (const key of Object.keys(object))
    readDeep(accesses, Object.getOwnPropertyDescriptor(object, key)?.value, site, seen);
}

/** Something happens to an object that cannot be looked into. */
function touchProxy(accesses: Accesses, proxy: object, site: number): void {
  accesses.access(proxy, '*', 'content', 'write', site);
}

function isPrivate(key: PropertyKey): boolean {
  return typeof key === 'string' && key.startsWith('#');
}

function keyText(key: PropertyKey): string {
  if (typeof key === 'symbol') return `@@${key.description ?? ''}`;
  return typeof key === 'string' && key.startsWith('*') ? `*${key}` : String(key);
}
