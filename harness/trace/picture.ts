import { describeError } from '../core/describe-error.ts';

/** A value as JSON has them. */
export type Picture =
  null | boolean | number | string | readonly Picture[] | { readonly [name: string]: Picture };

/** Levels of objects in objects. */
const DEPTH_MAX = 8;
/** Entries of one list or object; of a longer one, the first half of them and the last. */
const ENTRIES_MAX = 100;
/** Values in all. */
const VALUES_MAX = 2_000;
const TEXT_MAX = 300;

/**
 * A bounded copy of a value as it is now, made of JSON values: whatever it is, this can be kept, compared and printed.
 * What JSON cannot say is told between brackets: `[cyclic]`, `[12 more]`, `[threw Error: no]`.
 * @param read is called once; it may throw
 */
export function pictureOf(read: () => unknown): Picture {
  return attempted(() => new Camera().picture(read(), 0));
}

class Camera {
  /** The objects that hold the value that is looked at. */
  readonly #above = new Set<object>();
  #values = 0;

  picture(value: unknown, depth: number): Picture {
    this.#values += 1;
    switch (typeof value) {
      case 'string':
        return value.length <= TEXT_MAX
          ? value
          : `${value.slice(0, TEXT_MAX)}[${value.length - TEXT_MAX} more]`;
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) ? value : `[${value}]`;
      case 'bigint':
        return `${value}n`;
      case 'undefined':
        return null;
      case 'symbol':
        return String(value);
      case 'function':
        return `[function ${value.name}]`;
      case 'object':
        return value === null ? null : this.#object(value, depth);
    }
  }

  #object(value: object, depth: number): Picture {
    if (this.#above.has(value)) return '[cyclic]';
    if (depth >= DEPTH_MAX || this.#values >= VALUES_MAX) return '[…]';
    this.#above.add(value);
    try {
      return attempted(() => this.#parts(value, depth + 1));
    } finally {
      this.#above.delete(value);
    }
  }

  #parts(value: object, depth: number): Picture {
    if (value instanceof Error) return describeError(value);
    if (value instanceof Promise) return '[promise]';
    if (value instanceof RegExp) return String(value);
    if (value instanceof WeakMap || value instanceof WeakSet || value instanceof WeakRef) return '[weak]';
    if ('toJSON' in value && typeof value.toJSON === 'function') {
      const said: unknown = value.toJSON();
      if (said !== value) return this.picture(said, depth);
    }
    if (value instanceof Map) {
      const keyed = [...value.keys()].every((key) => typeof key === 'string' || typeof key === 'number');
      return keyed ? this.#named(entriesOf(value), depth) : this.#list([...value], depth);
    }
    if (value instanceof Set) return this.#list([...value], depth);
    if (Array.isArray(value)) return this.#list(value, depth);
    if (value instanceof ArrayBuffer) return this.#list(new Uint8Array(value), depth);
    if (ArrayBuffer.isView(value) && !(value instanceof DataView))
      return this.#list(value as Uint8Array, depth);
    // One by one: any of them may be a getter that throws.
    const record = value as Readonly<Record<string, unknown>>;
    return this.#named(
      Object.keys(value).map((name) => [name, () => record[name]]),
      depth,
    );
  }

  #list(list: ArrayLike<unknown>, depth: number): Picture {
    const { first, leftOut, last } = bounds(list.length);
    const at = (index: number): Picture => attempted(() => this.picture(list[index], depth));
    return [
      ...indices(0, first).map(at),
      ...(leftOut === 0 ? [] : [`[${leftOut} more]`]),
      ...indices(last, list.length).map(at),
    ];
  }

  #named(entries: readonly (readonly [name: string, read: () => unknown])[], depth: number): Picture {
    const { first, leftOut, last } = bounds(entries.length);
    const kept = [...entries.slice(0, first), ...entries.slice(last)];
    const picture = Object.create(null) as Record<string, Picture>;
    for (const [name, read] of kept) {
      picture[name] = attempted(() => {
        const value = read();
        return this.picture(value, depth);
      });
    }
    if (leftOut > 0) picture['…'] = `[${leftOut} more]`;
    return picture;
  }
}

function entriesOf(map: ReadonlyMap<unknown, unknown>): (readonly [string, () => unknown])[] {
  return [...map].map(([key, value]) => [String(key), () => value]);
}

function bounds(length: number): { first: number; leftOut: number; last: number } {
  if (length <= ENTRIES_MAX) return { first: length, leftOut: 0, last: length };
  const half = ENTRIES_MAX / 2;
  return { first: half, leftOut: length - ENTRIES_MAX, last: length - half };
}

function indices(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

function attempted(look: () => Picture): Picture {
  try {
    return look();
  } catch (error) {
    return `[threw ${describeError(error)}]`;
  }
}
