import { withProperties } from './on-demand.ts';
import { folded } from './printable.ts';

/** Characters of a text that people read: a label of 100 kB says no more. Longer than any token. */
const TEXT_CHARS_MOST = 4_000;

/**
 * The same value with the middle of each longer text left out; itself, where there is none. What is read on demand is
 * shortened when it is read.
 */
export function foldTexts<T>(value: T): T {
  return fold(value) as T;
}

function fold(value: unknown): unknown {
  if (typeof value === 'string') return folded(value, TEXT_CHARS_MOST);
  if (typeof value !== 'object' || value === null) return value;
  const changed = Object.keys(value).flatMap((key) => {
    const property = foldedProperty(value, key);
    return property === undefined ? [] : [[key, property] as const];
  });
  return changed.length === 0 ? value : withProperties(value, changed);
}

/** What takes the place of a property; undefined where it stays. */
function foldedProperty(object: object, key: string): PropertyDescriptor | undefined {
  const property = Object.getOwnPropertyDescriptor(object, key);
  const read = property?.get?.bind(object);
  if (read !== undefined) return { get: () => foldData(read()), enumerable: true };
  const value: unknown = property?.value;
  const short = fold(value);
  return short === value ? undefined : { value: short, enumerable: true };
}

/** Of what was read: nothing in it is read on demand. Most of it is short, and looking takes a tenth of folding. */
function foldData(value: unknown): unknown {
  return isShort(value) ? value : fold(value);
}

function isShort(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= TEXT_CHARS_MOST;
  if (typeof value !== 'object' || value === null) return true;
  return (Array.isArray(value) ? value : Object.values(value)).every(isShort);
}
