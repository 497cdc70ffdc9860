import { compareKeys } from './key-order.ts';
import { END, type KeyRange } from './key-range.ts';
import type { KeyTransaction } from './key-value-requests.ts';

/** Holds as long as nobody has put `key` since that revision. */
export interface RevisionGuard {
  /** The key that must not have changed. */
  readonly key: string;
  /** The key's revision as it was read; 0 where it does not exist. */
  readonly revision: number;
}

/**
 * The transaction that has nothing left under the prefixes but the entries, if the guard holds. etcd refuses to delete
 * and to put a key in one transaction; so what is deleted lies between the entries.
 */
export function replacing(
  prefixes: readonly string[],
  entries: Readonly<Record<string, string>>,
  { key, revision }: RevisionGuard,
): KeyTransaction {
  const kept = Object.keys(entries).sort(compareKeys);
  return {
    compare: [{ key, target: 'revision', result: '=', value: revision }],
    success: [
      ...prefixes
        .flatMap((prefix) => without(prefix, kept))
        .map((keys) => ({ type: 'delete', keys }) as const),
      ...Object.entries(entries).map(([key, value]) => ({ type: 'put', key, value }) as const),
    ],
  };
}

/** What begins with the prefix, bar some keys. */
function without(prefix: string, kept: readonly string[]): KeyRange[] {
  const inside = kept.filter((key) => key.startsWith(prefix));
  if (inside.length === 0) return [{ prefix }];
  const starts = [prefix || '\0', ...inside.map((key) => `${key}\0`)];
  const ends = [...inside, endOf(prefix)];
  const ranges = starts.map((from, at) => ({ from, to: ends[at] ?? '' }));
  return ranges.filter(({ from, to }) => to === END || compareKeys(from, to) < 0);
}

/** What comes after all that begins with the prefix. */
export function endOf(prefix: string): string {
  const points = Array.from(prefix, (character) => character.codePointAt(0) ?? 0);
  for (let last = points.pop(); last !== undefined; last = points.pop())
    if (last < 0x10ffff) return String.fromCodePoint(...points, last === 0xd7ff ? 0xe000 : last + 1);
  return END;
}
