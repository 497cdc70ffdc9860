import { types } from 'node:util';

/** What objects of the program are called, one in each run that makes it: equal where runs agree on the past of that. */
export class Name {
  readonly #parent: string;
  readonly #index: number | undefined;
  /** Most have one location, and there are many. */
  #key: string | undefined;
  #number = 0;
  #others: Map<string, number> | undefined;
  /** The last object of this name. */
  last: Named | undefined;

  /** @param index among those of that parent, where it is not the only one */
  constructor(parent: string, index?: number) {
    this.#parent = parent;
    this.#index = index;
  }

  get text(): string {
    return `${this.#parent}${this.#index ?? ''}`;
  }

  /** The number of the location under that key, if it has one. */
  location(key: string): number | undefined {
    return key === this.#key ? this.#number : this.#others?.get(key);
  }

  /** From now on the location under that key has that number. */
  locate(key: string, number: number): number {
    if (this.#key === undefined) {
      this.#key = key;
      this.#number = number;
    } else (this.#others ??= new Map()).set(key, number);
    return number;
  }
}

/** What is known of one object of the program. */
export class Named {
  readonly name: Name;
  /** Of its class, for readers. */
  readonly type: string;
  /** Where it was made, or what it is: objects of one group are treated alike. */
  readonly group: Group;
  /** What holds it: `TokenSums.#rows`. */
  holder: string | undefined;
  /** The recording that named it. */
  readonly run: number;
  /** Of a promise: whether it has settled while somebody looked. */
  isSettled = false;

  constructor(name: Name, type: string, group: Group, holder: string | undefined, run: number) {
    this.name = name;
    this.type = type;
    this.group = group;
    this.holder = holder;
    this.run = run;
    name.last = this;
  }

  /** Whether a reader knows what is meant. */
  get says(): boolean {
    return this.holder !== undefined || !SAYS_LITTLE.has(this.type);
  }

  /** For readers: what holds it where its class says little. */
  get label(): string {
    return this.holder !== undefined && SAYS_LITTLE.has(this.type) ? this.holder : this.type;
  }
}

/** The site that made it, or its class. */
export type Group = number | string;

const SAYS_LITTLE: ReadonlySet<string> = new Set([
  'object',
  'array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'function',
]);

/** Names that one step gives, by the how-manieth. They are kept, as to make them anew in each run costs most of all. */
class NamesOfStep {
  readonly #parent: string;
  readonly #names: Name[] = [];

  constructor(parent: string) {
    this.#parent = parent;
  }

  at(index: number): Name {
    return (this.#names[index] ??= new Name(this.#parent, index));
  }
}

class Step {
  readonly made: NamesOfStep;
  readonly found: NamesOfStep;
  readonly promises: NamesOfStep;

  constructor(step: string) {
    this.made = new NamesOfStep(`${step}/`);
    this.found = new NamesOfStep(`${step}?`);
    this.promises = new NamesOfStep(`${step}!`);
  }
}

/** Gives names to objects: the step that made them, and the how-manieth in it they were. */
export class Names {
  readonly #names = new WeakMap<object, Named>();
  readonly #steps = new Map<string, Step>();
  /** Of objects that are not told apart. */
  readonly #classes = new Map<string, Name>();
  #run = 0;
  #step = '';
  #given = new Step('');
  /** Made in this step, and named when they were. */
  #made = 0;
  /** Touched first in this step, made by code that did not tell: these must not disturb the count of the others. */
  #found = 0;
  #promises = 0;
  #persistent = 0;
  /** How often something turned out to outlive runs. */
  survivors = 0;

  beginRun(): void {
    this.#run += 1;
    this.#step = '';
  }

  /** Names what has just been made. */
  made(object: object, step: string, group: Group, holder: string | undefined): Named {
    const known = this.#names.get(object);
    if (known !== undefined && known.run === this.#run) {
      known.holder ??= holder;
      return known;
    }
    this.#enter(step);
    return this.#name(object, this.#given.made.at(this.#made++), typeOf(object), group, holder);
  }

  /**
   * What an object is called that was touched.
   * @param isApart whether one that nobody told of when it was made is told from others by who touches it first
   */
  of(object: object, step: string, isApart: boolean): Named {
    const known = this.#names.get(object);
    if (known !== undefined && (known.run === this.#run || known.run === PERSISTENT)) return known;
    if (known !== undefined) return this.#survived(object, known);
    const type = typeOf(object);
    if (!isApart) return this.#name(object, this.#ofClass(type), type, type, undefined);
    this.#enter(step);
    return this.#name(object, this.#given.found.at(this.#found++), type, type, undefined);
  }

  /** Names what is made while modules load, and stays for all runs. */
  persistent(object: object, group: Group, holder: string | undefined): Named {
    const name = new Name('load/', this.#persistent++);
    const named = new Named(name, typeOf(object), group, holder, PERSISTENT);
    this.#names.set(object, named);
    return named;
  }

  /** Promises are counted apart: there are many, and the engine makes some. */
  promise(promise: object, step: string): void {
    this.#enter(step);
    this.#name(promise, this.#given.promises.at(this.#promises++), 'Promise', 'Promise', undefined);
  }

  /** The name of something that has one. */
  known(object: object): Named | undefined {
    return this.#names.get(object);
  }

  #ofClass(type: string): Name {
    let name = this.#classes.get(type);
    if (name === undefined) this.#classes.set(type, (name = new Name(`? ${type}`)));
    return name;
  }

  #survived(object: object, before: Named): Named {
    this.survivors += 1;
    const named = this.persistent(object, before.group, before.holder);
    named.isSettled = before.isSettled;
    return named;
  }

  #name(object: object, name: Name, type: string, group: Group, holder: string | undefined): Named {
    const named = new Named(name, type, group, holder, this.#run);
    this.#names.set(object, named);
    return named;
  }

  #enter(step: string): void {
    if (step === this.#step) return;
    this.#step = step;
    const known = this.#steps.get(step);
    if (known === undefined) this.#steps.set(step, (this.#given = new Step(step)));
    else this.#given = known;
    this.#made = 0;
    this.#found = 0;
    this.#promises = 0;
  }
}

const PERSISTENT = -1;

/** The class of an object, found without calling any code of its own. */
export function typeOf(object: object): string {
  if (types.isProxy(object)) return 'proxy';
  if (typeof object === 'function') return nameOf(object) ?? 'function';
  if (Array.isArray(object)) return 'array';
  const prototype: unknown = Object.getPrototypeOf(object);
  if (typeof prototype !== 'object' || prototype === null || prototype === Object.prototype) return 'object';
  let type = typeOfPrototype.get(prototype);
  if (type === undefined) typeOfPrototype.set(prototype, (type = classOf(prototype)));
  return type;
}

/** Classes are asked for at each object that is made, and have to be looked up by name. */
const typeOfPrototype = new WeakMap<object, string>();

function classOf(prototype: object): string {
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return (typeof constructor === 'function' ? nameOf(constructor) : undefined) ?? 'object';
}

function nameOf(of: object): string | undefined {
  const name: unknown = Object.getOwnPropertyDescriptor(of, 'name')?.value;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
