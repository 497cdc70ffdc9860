import { types } from 'node:util';

/** What an object of the program is called, in all runs that agree on the past of its making. */
export class Named {
  readonly name: string;
  /** Of its class, for readers. */
  readonly type: string;
  /** Where it was made, or what it is: objects of one group are treated alike. */
  readonly group: string;
  /** What holds it: `TokenSums.#rows`. */
  holder: string | undefined;
  /** Numbers of its locations, by key. */
  readonly locations = new Map<string, number>();
  /** The recording that named it. */
  readonly run: number;

  constructor(name: string, type: string, group: string, holder: string | undefined, run: number) {
    this.name = name;
    this.type = type;
    this.group = group;
    this.holder = holder;
    this.run = run;
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

const SAYS_LITTLE: ReadonlySet<string> = new Set([
  'object',
  'array',
  'Map',
  'Set',
  'WeakMap',
  'WeakSet',
  'function',
]);

/** Gives names to objects: the step that made them, and the how-manieth in it they were. */
export class Names {
  readonly #names = new WeakMap<object, Named>();
  #run = 0;
  #step = '';
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
  made(object: object, step: string, group: string, holder: string | undefined): Named {
    const known = this.#names.get(object);
    if (known !== undefined && known.run === this.#run) {
      known.holder ??= holder;
      return known;
    }
    this.#enter(step);
    return this.#name(object, `${step}/${this.#made++}`, group, holder);
  }

  /**
   * What an object is called that was touched.
   * @param isApart whether one that nobody told of when it was made is told from others by who touches it first
   */
  of(object: object, step: string, isApart: boolean): Named {
    const known = this.#names.get(object);
    if (known !== undefined && (known.run === this.#run || known.run === PERSISTENT)) return known;
    if (known !== undefined) return this.#survived(object, known);
    if (!isApart) return this.#name(object, `? ${typeOf(object)}`, typeOf(object), undefined);
    this.#enter(step);
    return this.#name(object, `${step}?${this.#found++}`, typeOf(object), undefined);
  }

  /** Names what is made while modules load, and stays for all runs. */
  persistent(object: object, group: string, holder: string | undefined): Named {
    const named = new Named(`load/${this.#persistent++}`, typeOf(object), group, holder, PERSISTENT);
    this.#names.set(object, named);
    return named;
  }

  /** Promises are counted apart: there are many, and the engine makes some. */
  promise(promise: object, step: string): void {
    this.#enter(step);
    this.#names.set(
      promise,
      new Named(`${step}!${this.#promises++}`, 'Promise', 'Promise', undefined, this.#run),
    );
  }

  /** The name of something that has one. */
  known(object: object): Named | undefined {
    return this.#names.get(object);
  }

  #survived(object: object, before: Named): Named {
    this.survivors += 1;
    return this.persistent(object, before.group, before.holder);
  }

  #name(object: object, name: string, group: string, holder: string | undefined): Named {
    const named = new Named(name, typeOf(object), group, holder, this.#run);
    this.#names.set(object, named);
    return named;
  }

  #enter(step: string): void {
    if (step === this.#step) return;
    this.#step = step;
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
  const constructor: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return (typeof constructor === 'function' ? nameOf(constructor) : undefined) ?? 'object';
}

function nameOf(of: object): string | undefined {
  const name: unknown = Object.getOwnPropertyDescriptor(of, 'name')?.value;
  return typeof name === 'string' && name !== '' ? name : undefined;
}
