import { folded } from './printable.ts';

/** Characters of a text that people read: a label of 100 kB says no more. Longer than any token. */
const TEXT_CHARS_MOST = 4_000;

/** The same value with the middle of each longer text left out; itself, where there is none. */
export function foldTexts<T>(value: T): T {
  return fold(value) as T;
}

function fold(value: unknown): unknown {
  if (typeof value === 'string') return folded(value, TEXT_CHARS_MOST);
  if (typeof value !== 'object' || value === null) return value;
  let copy: unknown[] | Record<string, unknown> | undefined;
  for (const [key, item] of Object.entries(value)) {
    const short = fold(item);
    if (short === item) continue;
    copy ??= Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Record<string, unknown>) };
    (copy as Record<string, unknown>)[key] = short;
  }
  return copy ?? value;
}
