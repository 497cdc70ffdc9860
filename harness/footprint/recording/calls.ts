import { types } from 'node:util';
import type { Accesses } from './accesses.ts';
import { callOnArray } from './arrays.ts';
import { changes, isBuiltin, isObject, originOf } from './builtins.ts';
import { callOnCollection, isCollection } from './collections.ts';
import { facade } from './facade.ts';
import { comesFrom, readSource, sourceOf } from './iteration.ts';
import { callOnOpaque, shareContent, writeContent } from './opaque.ts';
import { readProperty } from './properties.ts';
import { callOnNamespace, isNamespace } from './namespaces.ts';

/**
 * Whom to call instead of `object`, so that `object.method(…)` is told when it happens: after the arguments have been
 * worked out, which may take several steps.
 */
export function calledOn(accesses: Accesses, object: unknown, method: string, site: number): unknown {
  if (!isObject(object)) return object;
  if (types.isProxy(object)) readProperty(accesses, object, method, site);
  else if (isNamespace(object)) return callOnNamespace(accesses, object, method, site);
  else {
    const origin = originOf(object, method);
    if (origin !== undefined && isBuiltin(origin.holder) && typeof origin.descriptor.value === 'function') {
      return calledOnBuiltin(accesses, object, origin.holder, method, site);
    }
    readProperty(accesses, object, method, site);
  }
  return object;
}

function calledOnBuiltin(
  accesses: Accesses,
  object: object,
  holder: object,
  method: string,
  site: number,
): unknown {
  const tell = (args: readonly unknown[]): void => callBuiltin(accesses, object, method, args, site);
  if (Array.isArray(object))
    return facade(object, method, tell, (result) => nameResult(accesses, object, result, site));
  if (isCollection(object))
    return facade(object, method, tell, (result) =>
      comesFrom(result, object, method === 'keys' && types.isMap(object)),
    );
  if (holder === Function.prototype) return calledOnFunction(accesses, object, method, site);
  if (holder === Object.prototype) {
    const asks = method === 'hasOwnProperty' || method === 'propertyIsEnumerable';
    return asks
      ? facade(object, method, ([key]) => readProperty(accesses, object, key as PropertyKey, site))
      : object;
  }
  if (!changes(holder)) return object;
  return facade(object, method, tell, (result) => {
    // A reader of a stream, the parameters of an address: they have their content in common with what gave them.
    if (isObject(result) && result !== object && isBuiltin(Object.getPrototypeOf(result) as object)) {
      if (!Array.isArray(result) && !types.isPromise(result)) shareContent(result, object);
    }
  });
}

/** What a class overrides is called on its object: if that is a method of the language's or Node's, it is told. */
export function calledOnSuper(
  accesses: Accesses,
  object: object,
  method: string,
  args: readonly unknown[],
  site: number,
): void {
  if (types.isProxy(object)) return;
  let holder = Object.getPrototypeOf(object) as object | null;
  while (holder !== null && !isBuiltin(holder)) holder = Object.getPrototypeOf(holder) as object | null;
  const origin = holder && originOf(holder, method);
  if (origin && (Array.isArray(object) || isCollection(object) || changes(origin.holder))) {
    callBuiltin(accesses, object, method, args, site);
  }
}

/** A method of the language's or Node's is called on an object. */
function callBuiltin(
  accesses: Accesses,
  object: object,
  method: string,
  args: readonly unknown[],
  site: number,
): void {
  if (Array.isArray(object)) return callOnArray(accesses, object, method, args, site);
  if (isCollection(object)) return callOnCollection(accesses, object, method, args, site);
  const source = method === 'next' ? sourceOf(object) : undefined;
  if (source === undefined) return callOnOpaque(accesses, object, method, args, site);
  readSource(accesses, source, site);
  writeContent(accesses, object, site);
}

/** `Array.prototype.push.call(list, x)`, `map.get.bind(map)`. */
function calledOnFunction(accesses: Accesses, called: object, method: string, site: number): unknown {
  const own = Object.getOwnPropertyDescriptor(called, 'name')?.value as unknown;
  const name = typeof own === 'string' ? own : '';
  const isMethodOf = (target: unknown): target is object => {
    const origin = isObject(target) && !types.isProxy(target) ? originOf(target, name) : undefined;
    return origin?.descriptor.value === called && isBuiltin(origin.holder);
  };
  const tell = (target: unknown, args: readonly unknown[]): void => {
    if (isMethodOf(target)) callBuiltin(accesses, target, name, args, site);
  };
  if (method === 'call') return facade(called, method, ([target, ...args]) => tell(target, args));
  if (method === 'apply') {
    return facade(called, method, ([target, list]) =>
      tell(target, Array.isArray(list) ? (list as unknown[]) : []),
    );
  }
  if (method !== 'bind') return called;
  const bind = (target: unknown, ...bound: unknown[]): unknown => {
    const real = Reflect.apply(Reflect.get(called, 'bind') as Method, called, [target, ...bound]) as Method;
    return isMethodOf(target) ? toldWhenCalled(real, (args) => tell(target, [...bound, ...args])) : real;
  };
  return { __proto__: null, bind };
}

type Method = (...args: unknown[]) => unknown;

function toldWhenCalled(real: Method, tell: (args: readonly unknown[]) => void): Method {
  const told: Method = (...args) => {
    tell(args);
    return real(...args);
  };
  return Object.defineProperties(told, {
    name: { value: real.name, configurable: true },
    length: { value: real.length, configurable: true },
  });
}

function nameResult(accesses: Accesses, array: readonly unknown[], result: unknown, site: number): void {
  if (!isObject(result) || result === array) return;
  if (Array.isArray(result)) accesses.made(result, site, undefined);
  else comesFrom(result, array, false);
}
