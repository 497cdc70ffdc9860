import { types } from 'node:util';
import { UNKNOWN, type Accesses } from './accesses.ts';
import { calledOn, calledOnSuper } from './calls.ts';
import { takeApart, type Taken } from './destructuring.ts';
import { isObject } from './builtins.ts';
import type { ExportedVariables } from './exported.ts';
import { watched } from './iteration.ts';
import { watchedExecutor } from './promises.ts';
import {
  deleteProperty,
  readAll,
  readDeep,
  readKeys,
  readProperty,
  writeAll,
  writeProperty,
} from './properties.ts';

/** Stand for nothing in a chain that has not ended. */
const UNDEFINED = { stands: 'for undefined' };
const NULL = { stands: 'for null' };

/**
 * What the instrumented code of one file calls. Names are short, as there are many calls; each hands on what it is
 * given, and records before that, if anybody listens. Sites are numbers of places in the file.
 */
export class ModuleRecorder {
  readonly #accesses: Accesses;
  readonly #exported: ExportedVariables;
  readonly #file: string;
  /** Numbers of the module's own variables. */
  readonly #variables = new Map<string, number>();
  /** What to add to a site of the file. */
  readonly #base: number;

  constructor(accesses: Accesses, exported: ExportedVariables, file: string, base: number) {
    this.#accesses = accesses;
    this.#exported = exported;
    this.#file = file;
    this.#base = base;
  }

  /** `object.key` is about to be read. */
  r(object: unknown, key: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) readProperty(this.#accesses, object, key, this.#base + site);
    return object;
  }

  /** `object.key(…)` is about to be called. */
  c(object: unknown, key: string, site: number): unknown {
    if (this.#accesses.sink === undefined) return object;
    if (key.startsWith('#')) {
      readProperty(this.#accesses, object, key, this.#base + site);
      return object;
    }
    return calledOn(this.#accesses, object, key, this.#base + site);
  }

  /** `super.key(…)` is called, with these arguments; yields the last of them. */
  S(object: object, key: string, site: number, ...args: unknown[]): unknown {
    if (this.#accesses.sink !== undefined)
      calledOnSuper(this.#accesses, object, key, args, this.#base + site);
    return args.at(-1);
  }

  /** `object.key++`. */
  u(object: unknown, key: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) {
      readProperty(this.#accesses, object, key, this.#base + site);
      writeProperty(this.#accesses, object, key, this.#base + site);
    }
    return object;
  }

  /** `delete object.key`. */
  d(object: unknown, key: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) deleteProperty(this.#accesses, object, key, this.#base + site);
    return object;
  }

  /** `object.key` gets a value, told beforehand. */
  W(object: unknown, key: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) writeProperty(this.#accesses, object, key, this.#base + site);
    return object;
  }

  /** `object[key]` gets `value`, now. */
  w(value: unknown, object: unknown, key: unknown, site: number, isPartOfIt?: 1): unknown {
    if (this.#accesses.sink !== undefined) {
      const written = isPartOfIt ? UNKNOWN : value;
      if (isPropertyKey(key)) writeProperty(this.#accesses, object, key, this.#base + site, written);
      else writeAll(this.#accesses, object, this.#base + site);
    }
    return value;
  }

  /** `object[key]`, of which the key has been worked out, is read. */
  x(object: unknown, key: unknown, site: number): unknown {
    if (object === UNDEFINED || object === NULL) return askOf(object === NULL ? null : undefined, key);
    if (this.#accesses.sink !== undefined) {
      if (isPropertyKey(key)) readProperty(this.#accesses, object, key, this.#base + site);
      else readAll(this.#accesses, object, this.#base + site);
    }
    return key;
  }

  /** `object[key]++`. */
  y(object: unknown, key: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) {
      this.x(object, key, site);
      this.w(UNKNOWN, object, key, site, 1);
    }
    return key;
  }

  /** `delete object[key]`. */
  t(object: unknown, key: unknown, site: number): unknown {
    if (object === UNDEFINED || object === NULL) return askOf(object === NULL ? null : undefined, key);
    if (this.#accesses.sink !== undefined) {
      if (isPropertyKey(key)) deleteProperty(this.#accesses, object, key, this.#base + site);
      else writeAll(this.#accesses, object, this.#base + site);
    }
    return key;
  }

  /** Anything in the object may get a value. */
  Z(object: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) writeAll(this.#accesses, object, this.#base + site);
    return object;
  }

  /** Everything in the object is read. */
  A(object: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) readAll(this.#accesses, object, this.#base + site);
    return object;
  }

  /** Everything below the object is read. */
  j(object: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) readDeep(this.#accesses, object, this.#base + site);
    return object;
  }

  /** The names of its properties are read. */
  K(object: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) readKeys(this.#accesses, object, this.#base + site);
    return object;
  }

  /** `key in object`. */
  h(object: unknown, key: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined) this.x(object, key, site);
    return object;
  }

  /** Text is made of a value: a list is looked through. */
  p(value: unknown, site: number): unknown {
    if (this.#accesses.sink !== undefined && (Array.isArray(value) || types.isDate(value))) {
      readAll(this.#accesses, value, this.#base + site);
    }
    return value;
  }

  /** A link of an optional chain, whose object is nothing: either the chain has ended before, or it is a mistake. */
  m(object: unknown, base: unknown, key?: string): unknown {
    if ((object !== undefined && object !== null) || base === undefined || base === null) return object;
    // The key is worked out before the mistake shows.
    if (key !== undefined) return askOf(object, key);
    return object === undefined ? UNDEFINED : NULL;
  }

  /** A variable was read. */
  v(value: unknown, cell: object | 0, name: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) this.#variable(cell, name, 'read', site, UNKNOWN);
    return value;
  }

  /** A variable gets `value`. */
  V(value: unknown, cell: object | 0, name: string, site: number, isPartOfIt?: 1): unknown {
    if (this.#accesses.sink !== undefined) {
      this.#variable(cell, name, 'write', site, isPartOfIt ? UNKNOWN : value);
    }
    return value;
  }

  /** An imported variable was read. */
  l(value: unknown, name: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) this.#imported(name, site);
    return value;
  }

  /** Something of another module is about to be read. */
  L(module: unknown, name: string, site: number): unknown {
    if (this.#accesses.sink !== undefined) this.#imported(name, site);
    return module;
  }

  /** Made in each activation of a scope that has shared variables. */
  cell(): object {
    const cell = {};
    if (this.#accesses.sink !== undefined) this.#accesses.made(cell, this.#base, undefined);
    return cell;
  }

  /** An object has been made. */
  n<T>(object: T, site: number, holder?: string): T {
    if (this.#accesses.sink !== undefined && isObject(object)) {
      this.#accesses.made(object, this.#base + site, holder);
    }
    return object;
  }

  /** An object has been made while the module loads, which may be in a run: then it is of that run. */
  N<T>(object: T, site: number, holder?: string): T {
    if (!isObject(object)) return object;
    if (this.#accesses.sink === undefined) this.#accesses.madeForAll(object, this.#base + site, holder);
    else this.#accesses.made(object, this.#base + site, holder);
    return object;
  }

  /** All that an iterable has is about to be gone through. */
  i(iterable: unknown, site: number, taken?: Taken): unknown {
    if (this.#accesses.sink === undefined || !isObject(iterable)) return iterable;
    const apart = taken && ((value: unknown) => takeApart(this.#accesses, value, taken, this.#base + site));
    return watched(this.#accesses, iterable, this.#base + site, apart);
  }

  /** A pattern takes a value apart. */
  D(value: unknown, taken: Taken, site: number): unknown {
    if (this.#accesses.sink !== undefined) takeApart(this.#accesses, value, taken, this.#base + site);
    return value;
  }

  /** The function that is handed to a new promise. */
  e(executor: unknown, site: number): unknown {
    return this.#accesses.sink === undefined
      ? executor
      : watchedExecutor(this.#accesses, executor, this.#base + site);
  }

  /** The value itself. */
  o<T>(value: T): T {
    return value;
  }

  /** The first of two that are worked out one after the other. */
  f<T>(value: T, _after: unknown): T {
    return value;
  }

  /** The second. */
  s<T>(_before: unknown, value: T): T {
    return value;
  }

  #imported(name: string, site: number): void {
    for (const one of this.#exported.of(name)) {
      const variable = one.slice(one.lastIndexOf(':') + 1);
      this.#accesses.tell(this.#moduleVariable(one, variable), 'read', this.#base + site);
    }
  }

  #variable(cell: object | 0, name: string, kind: 'read' | 'write', site: number, value: unknown): void {
    const accesses = this.#accesses;
    if (cell === 0) accesses.tell(this.#ownVariable(name), kind, this.#base + site, value);
    else accesses.access(cell, name, 'variable', kind, this.#base + site, value);
  }

  #ownVariable(name: string): number {
    let number = this.#variables.get(name);
    if (number === undefined) {
      number = this.#moduleVariable(`${this.#file}:${name}`, name);
      this.#variables.set(name, number);
    }
    return number;
  }

  #moduleVariable(name: string, label: string): number {
    return this.#accesses.locations.number(name, `variable ${label.replace(/:\d+$/, '')}`, 'variable');
  }
}

/** Throws what the language throws. */
function askOf(nothing: undefined | null, key: unknown): unknown {
  return (nothing as unknown as Record<PropertyKey, unknown>)[key as PropertyKey];
}

function isPropertyKey(key: unknown): key is PropertyKey {
  return typeof key !== 'object' && typeof key !== 'function';
}
