import type { AccessKind, Location, LocationSort } from '../footprint.ts';
import { Locations } from './locations.ts';
import { type Group, type Name, Names, type Named } from './names.ts';
import type { AccessSink } from './sink.ts';
import { shortened } from './shortened.ts';

/** Says nothing, to tell it from `undefined`. */
export const UNKNOWN: unique symbol = Symbol('unknown');

/** Turns what is done to objects into accesses to numbered locations. One for a thread. */
export class Accesses {
  sink: AccessSink | undefined;
  readonly locations = new Locations();
  readonly names = new Names();
  /** Groups of objects of which somebody saw the order of keys or entries. */
  readonly #ordered = new Set<Group>();
  /** What was written last, by location, where readers will look at values. */
  readonly #values = new Map<number, string>();

  get learned(): number {
    return this.#ordered.size + this.names.survivors;
  }

  beginRun(): void {
    this.names.beginRun();
    this.#values.clear();
  }

  /** Somebody does something to a part of an object. */
  access(
    object: object,
    key: string,
    sort: LocationSort,
    kind: AccessKind,
    site: number,
    value: unknown = UNKNOWN,
  ): void {
    if (this.sink === undefined) return;
    this.accessNamed(this.nameOf(object), key, sort, kind, site, value);
  }

  /** The same where its name is at hand. */
  accessNamed(
    named: Named,
    key: string,
    sort: LocationSort,
    kind: AccessKind,
    site: number,
    value: unknown = UNKNOWN,
  ): void {
    if (this.sink?.holders === true) this.#hold(named, key, sort, value);
    this.tell(this.#numberOf(named.name, key, sort), kind, site, value);
  }

  /** An object that says little of itself is called by the first that holds it. */
  #hold(owner: Named, key: string, sort: LocationSort, value: unknown): void {
    if (typeof value !== 'object' || value === null || !owner.says) return;
    const named = this.nameOf(value);
    if (named !== owner) named.holder ??= describe(owner, key, sort);
  }

  /** The same for a location that has its number. */
  tell(location: number, kind: AccessKind, site: number, value: unknown = UNKNOWN): void {
    const { sink } = this;
    if (sink === undefined) return;
    if (!sink.values) return sink.access(location, kind, site);
    if (value !== UNKNOWN) this.#values.set(location, shortened(value));
    else if (kind !== 'read') this.#values.delete(location);
    const text = this.#values.get(location);
    if (text === undefined) sink.access(location, kind, site);
    else sink.access(location, kind, site, text);
  }

  #numberOf(name: Name, key: string, sort: LocationSort): number {
    return name.location(key) ?? name.locate(key, this.locations.add(new Part(name, key, sort)));
  }

  /** Names what has just been made. */
  made(object: object, site: number, holder: string | undefined): void {
    if (this.sink !== undefined) this.names.made(object, this.sink.step, site, holder);
  }

  /** Names what is made while modules load. */
  madeForAll(object: object, site: number, holder: string | undefined): void {
    this.names.persistent(object, site, holder);
  }

  madePromise(promise: object): void {
    if (this.sink !== undefined) this.names.promise(promise, this.sink.step);
  }

  nameOf(object: object): Named {
    return this.names.of(object, this.sink?.step ?? '', this.sink?.holders ?? false);
  }

  /** Somebody sees in which order keys or entries came: from now on that is something that steps can conflict in. */
  readOrder(object: object, site: number): void {
    this.#ordered.add(this.nameOf(object).group);
    this.access(object, ORDER, 'content', 'read', site);
  }

  /** Keys or entries come or go. Nobody can tell the order as long as nobody looks at it. */
  changeOrder(object: object, site: number): void {
    const isSeen = this.#ordered.has(this.nameOf(object).group);
    this.access(object, ORDER, 'content', isSeen ? 'write' : 'commute', site);
  }
}

/** Keys that are none of the program's: what stands in front of them no property begins with. */
export const ORDER = '*order';
/** Which keys or entries there are. */
export const KEYS = '*keys';
/** All that is in it. */
export const CONTENT = '*';

/** A part of the objects of one name. What holds these may become known later than the part. */
class Part implements Location {
  readonly sort: LocationSort;
  readonly #owner: Name;
  readonly #key: string;

  constructor(owner: Name, key: string, sort: LocationSort) {
    this.#owner = owner;
    this.#key = key;
    this.sort = sort;
  }

  get name(): string {
    return `${this.#owner.text}.${this.#key}`;
  }

  get label(): string {
    const { last } = this.#owner;
    return last === undefined ? this.name : describe(last, this.#key, this.sort);
  }
}

function describe(named: Named, key: string, sort: LocationSort): string {
  switch (key) {
    case ORDER:
      return `order of ${named.label}`;
    case KEYS:
      return `keys of ${named.label}`;
    case CONTENT:
      return named.label;
    default:
      if (sort === 'promise') return named.holder ?? 'a promise';
      if (sort === 'entry') return `${entryOf(key)} of ${named.label}`;
      if (sort === 'variable') return `variable ${key.replace(/:.*/s, '')}`;
      return /^(?:entry|variable) /.test(named.label) ? `${key} of ${named.label}` : `${named.label}.${key}`;
  }
}

/** Objects that are keys have no short names. */
function entryOf(key: string): string {
  return key.startsWith('entry of:') ? 'entry' : `entry ${key.slice(key.indexOf(':') + 1)}`;
}
