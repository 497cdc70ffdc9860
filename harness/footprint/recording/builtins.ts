import { EventEmitter } from 'node:events';
import { types } from 'node:util';

/** Anything that has properties. */
export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** Classes of the language and of Node whose objects never change, or only in ways that runs do not see. */
const UNCHANGING: ReadonlySet<string> = new Set([
  'Object',
  'Function',
  'Promise',
  'Error',
  'AggregateError',
  'String',
  'Number',
  'Boolean',
  'Symbol',
  'BigInt',
  'WeakRef',
  'FinalizationRegistry',
  'TextEncoder',
  'Performance',
  'Crypto',
  'SubtleCrypto',
  'AsyncLocalStorage',
  'AsyncResource',
]);

/** The prototypes of the language and of Node, each with whether its objects change. */
const prototypes = new Map<object, boolean>();

function learn(name: string, constructor: unknown): void {
  if (typeof constructor !== 'function') return;
  const prototype: unknown = Object.getOwnPropertyDescriptor(constructor, 'prototype')?.value;
  if (isObject(prototype) && !prototypes.has(prototype)) {
    prototypes.set(prototype, !(UNCHANGING.has(name) || name.endsWith('Error')));
  }
}

function learnGlobals(): void {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!/^[A-Z]/.test(name)) continue;
    learn(name, Object.getOwnPropertyDescriptor(globalThis, name)?.value ?? Reflect.get(globalThis, name));
  }
  learn('EventEmitter', EventEmitter);
  // Those that have no names of their own.
  const generator = Object.getPrototypeOf(function* () {}.prototype) as object;
  const asyncGenerator = Object.getPrototypeOf(async function* () {}.prototype) as object;
  const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as object;
  const iterators = [
    [].values(),
    new Map().values(),
    new Set().values(),
    ''.matchAll(/x/g),
    ''[Symbol.iterator](),
  ];
  const unnamed = [
    generator,
    asyncGenerator,
    typedArray,
    ...iterators.map((one) => Object.getPrototypeOf(one) as object),
  ];
  for (const prototype of unnamed) prototypes.set(prototype, true);
}

/** Modules of Node whose classes have state; only those that somebody has loaded are looked at. */
const WITH_STATE =
  'stream net tls http https http2 fs dgram child_process worker_threads readline zlib crypto url string_decoder async_hooks'.split(
    ' ',
  );
const looked = new Set<string>();

/** Learns of the classes of those modules of Node that are loaded by now. */
export function learnLoadedModules(): void {
  if (prototypes.size === 0) learnGlobals();
  const loaded = new Set((process as unknown as { moduleLoadList: readonly string[] }).moduleLoadList);
  for (const name of WITH_STATE) {
    if (looked.has(name) || !loaded.has(`NativeModule ${name}`)) continue;
    looked.add(name);
    const exported = process.getBuiltinModule?.(name) as unknown as Record<string, unknown> | undefined;
    for (const [key, value] of Object.entries(exported ?? {})) if (/^[A-Z]/.test(key)) learn(key, value);
  }
}

/** Where a property of an object comes from, found without calling any code. */
export interface Origin {
  /** The object itself, or one of its prototypes. */
  readonly holder: object;
  readonly descriptor: PropertyDescriptor;
}

/** Undefined where there is no such property. Proxies are not to be asked: that would call their traps. */
export function originOf(object: object, key: PropertyKey): Origin | undefined {
  let holder: object | null = object;
  while (holder !== null && !types.isProxy(holder)) {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor !== undefined) return { holder, descriptor };
    holder = Object.getPrototypeOf(holder) as object | null;
  }
  return undefined;
}

/** Whether a prototype is one of the language's or of Node's. */
export function isBuiltin(prototype: object): boolean {
  return prototypes.has(prototype);
}

/** Whether it is one of those whose objects change. */
export function changes(prototype: object): boolean {
  return prototypes.get(prototype) === true;
}
