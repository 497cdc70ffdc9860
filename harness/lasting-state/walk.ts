import { fileURLToPath } from 'node:url';
import { isOfHarness } from '../trace/caller-location.ts';
import type { Heap, Mirror } from './heap.ts';
import { importsOf } from './imports.ts';
import { Variable, type Variables } from './variable.ts';

/** A look ends there: what the code under test keeps may be large, and each object takes 0.1 ms. */
const OBJECTS_MAX = 20_000;
const DEPTH_MAX = 12;
/** Of a longer list, only the length is looked at. */
const ENTRIES_MAX = 500;

/** Not looked into: they belong to the runtime, or to one run. A timer is another one each time. */
const CLOSED = new Set(['Run', 'Sim', 'Task', 'Event', 'Timeout', 'Immediate', 'AsyncLocalStorage']);
const TIMERS: Readonly<Record<string, string>> = { Timeout: 'a timer', Immediate: 'an immediate' };

/** Packages whose state is not the code's under test. */
const TOOLS = /\/node_modules\/(?:fast-check|pure-rand|tsx|esbuild|vitest|@vitest|vite|@sinonjs)\//;

/** Of functions, and of what wraps modules. */
const UNTELLING = new Set([
  'length',
  'name',
  'prototype',
  'arguments',
  'caller',
  '__proto__',
  '[[Prototype]]',
]);
const OF_WRAPPERS =
  /^(?:require|module|__filename|__dirname|__name|__defProp|__vi(?!te_ssr_import_\d|_import_\d).*)$/;

/** What was there before any code under test was loaded, or belongs to the runtime. */
const ownGlobals = new Set(Object.getOwnPropertyNames(globalThis));

/**
 * All that outlives a run, as far as it can be reached: variables of the modules that the functions of `root` stand in
 * and of those that these use, with closures and private fields; and what belongs to the whole thread.
 */
export function lastingState(heap: Heap, root: object): Variables {
  const walk = new Walk(heap);
  walk.add(new Variable('', ''), heap.mirror(root));
  walk.addThread();
  return walk.finish();
}

class Walk {
  readonly #heap: Heap;
  readonly #variables = new Map<string, Variable>();
  readonly #seen = new Set<number>();
  readonly #modules = new Set<string>();
  readonly #waiting: (readonly [Variable, Mirror])[] = [];

  constructor(heap: Heap) {
    this.#heap = heap;
  }

  add(variable: Variable, value: Mirror): void {
    this.#waiting.push([variable, value]);
  }

  /** Listeners, the environment, and global variables that somebody has added. */
  addThread(): void {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(globalThis))) {
      if (!('value' in property) || OF_WRAPPERS.test(name)) continue;
      const variable = this.#variable('', `globalThis.${name}`);
      const value = this.#heap.mirror(property.value);
      if (!ownGlobals.has(name)) this.add(variable, value);
      else variable.contents.set('', this.#identityOf(value));
    }
    for (const [name, value] of Object.entries(process.env))
      this.#variable('', `process.env.${name}`).contents.set('', JSON.stringify(value));
    for (const event of process.eventNames())
      this.#variable('', `process.listenerCount('${String(event)}')`).contents.set('', `${process.listenerCount(event)}`); // prettier-ignore
  }

  #identityOf(mirror: Mirror): string {
    const { objectId } = mirror;
    return objectId === undefined
      ? textOf(mirror)
      : `${kindOf(mirror)}${IDENTITY}${this.#heap.numberOf(objectId)}`;
  }

  /** Variables in the order in which they are met: the nearest to the root first. */
  finish(): Variables {
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      const [variable, value] = next;
      if (variable.contents.size === 0) this.#visit(variable, '', value, 0);
    }
    return this.#variables;
  }

  #variable(module: string, name: string): Variable {
    const key = `${module} ${name}`;
    const known = this.#variables.get(key);
    if (known !== undefined) return known;
    const variable = new Variable(module, name);
    this.#variables.set(key, variable);
    return variable;
  }

  #visit(variable: Variable, path: string, mirror: Mirror, depth: number): void {
    // From Node 26 on, symbols have one, too.
    const objectId = mirror.type === 'symbol' ? undefined : mirror.objectId;
    const { className = '' } = mirror;
    if (objectId === undefined || CLOSED.has(className)) {
      variable.contents.set(
        path,
        objectId === undefined
          ? textOf(mirror)
          : `${TIMERS[className] ?? className}${IDENTITY}${this.#heap.numberOf(objectId)}`,
      );
      return;
    }
    variable.contents.set(path, kindOf(mirror));
    if (depth > DEPTH_MAX || this.#seen.size > OBJECTS_MAX || lengthOf(mirror) > ENTRIES_MAX) return;
    const number = this.#heap.numberOf(objectId);
    if (this.#seen.has(number)) return;
    this.#seen.add(number);
    const { properties, hidden, internal } = this.#heap.partsOf(objectId);
    const isFunction = mirror.type === 'function';
    for (const { name, value, get } of [...properties, ...hidden]) {
      if (UNTELLING.has(name) && (isFunction || mirror.subtype === 'array')) continue;
      const inner = `${path}${/^[\w$#]+$/.test(name) && !/^\d/.test(name) ? `.${name}` : `[${name}]`}`;
      if (value !== undefined) this.#visit(variable, inner, value, depth + 1);
      // What stands for an export of another module leads there.
      else if (get?.objectId !== undefined) this.#visit(variable, inner, get, depth + 1);
    }
    for (const name of [
      '[[PromiseState]]',
      '[[PromiseResult]]',
      '[[BoundThis]]',
      '[[TargetFunction]]',
      '[[Target]]',
    ]) {
      const value = internal.get(name);
      if (value !== undefined) this.#visit(variable, path, value, depth + 1);
    }
    this.#visitEntries(variable, path, internal.get('[[Entries]]'), depth);
    this.#visitScopes(variable, path, internal, depth);
  }

  /** Of a map or a set, weak ones, too. */
  #visitEntries(variable: Variable, path: string, entries: Mirror | undefined, depth: number): void {
    if (entries?.objectId === undefined || lengthOf(entries) > ENTRIES_MAX) return;
    for (const { value: entry } of this.#heap.partsOf(entries.objectId).properties) {
      if (entry?.objectId === undefined) continue;
      const parts = new Map(
        this.#heap.partsOf(entry.objectId).properties.map(({ name, value }) => [name, value]),
      );
      const [key, value] = [parts.get('key'), parts.get('value')];
      if (value === undefined) continue;
      const inner = key === undefined ? ` has ${short(value)}` : `.get(${short(key)})`;
      if (key?.objectId !== undefined) this.#visit(variable, `${inner} key`, key, depth + 1);
      this.#visit(variable, `${path}${inner}`, value, depth + 1);
    }
  }

  /** The outermost scope of a function is its module; those within belong to the function itself. */
  #visitScopes(variable: Variable, path: string, internal: ReadonlyMap<string, Mirror>, depth: number): void {
    const [place, scopes] = [internal.get('[[FunctionLocation]]'), internal.get('[[Scopes]]')];
    const url = place === undefined ? undefined : this.#heap.scriptOf(place);
    if (scopes?.objectId === undefined || url === undefined || isTool(url)) return;
    const own = this.#heap
      .partsOf(scopes.objectId)
      .properties.flatMap(({ value }) => (value === undefined ? [] : [value]))
      .filter(({ description = '' }) => !/^(?:Global|Script)/.test(description));
    const outermost = own.pop();
    for (const { objectId } of own) {
      if (objectId === undefined) continue;
      for (const { name, value } of this.#heap.partsOf(objectId).properties)
        if (value !== undefined && !UNTELLING.has(name))
          this.#visit(variable, `${path}⟨${name}⟩`, value, depth + 1);
    }
    if (outermost?.objectId !== undefined && !isOurs(url)) this.#addModule(url, outermost.objectId);
  }

  #addModule(url: string, scopeId: string): void {
    if (this.#modules.has(url)) return;
    this.#modules.add(url);
    const imports = importsOf(this.#heap.sourceOf(url));
    for (const { name, value } of this.#heap.partsOf(scopeId).properties) {
      if (value === undefined || UNTELLING.has(name) || OF_WRAPPERS.test(name)) continue;
      const from = imports.get(name);
      if (from === undefined) this.add(this.#variable(plainUrl(url), name), value);
      else this.#addImport(url, from, value);
    }
  }

  #addImport(
    url: string,
    { from, name }: { readonly from: string; readonly name: string },
    value: Mirror,
  ): void {
    // What packages export has functions, which lead there.
    const module = from.startsWith('.') ? plainUrl(new URL(from, url).href) : undefined;
    if (module === undefined) {
      if (value.type === 'function') this.add(new Variable('', ''), value);
      return;
    }
    if (name !== '*' || value.objectId === undefined) {
      this.add(this.#variable(module, name), value);
      return;
    }
    for (const part of this.#heap.partsOf(value.objectId).properties)
      if (part.value !== undefined) this.add(this.#variable(module, part.name), part.value);
  }
}

/** The text of a value ends there: what follows tells two of a kind apart. */
export const IDENTITY = '\0';
const CHARS_MAX = 40;

function textOf({ type, value, unserializableValue, description }: Mirror): string {
  if (type === 'undefined') return 'undefined';
  return unserializableValue ?? (value === undefined ? (description ?? type) : JSON.stringify(value));
}

function short(mirror: Mirror): string {
  const text = mirror.objectId === undefined ? textOf(mirror) : kindOf(mirror);
  return text.length <= CHARS_MAX ? text : `${text.slice(0, CHARS_MAX - 1)}…`;
}

/** Of functions, which say all of their source, and of other objects, which say their class and size. */
function kindOf({ type, className, description = type }: Mirror): string {
  return type === 'function' ? (className ?? 'Function') : (description.split('\n', 1)[0] ?? description);
}

/** `Map(3)`: 3. */
function lengthOf({ description = '' }: Mirror): number {
  return Number(/\((\d+)\)$/.exec(description)?.[1] ?? 0);
}

function isTool(url: string): boolean {
  return url === '' || url.startsWith('node:') || TOOLS.test(url);
}

function isOurs(url: string): boolean {
  return isOfHarness(url.startsWith('file:') ? fileURLToPath(plainUrl(url)) : url);
}

/** Loaders add queries. */
function plainUrl(url: string): string {
  return url.replace(/[?#].*$/s, '');
}
