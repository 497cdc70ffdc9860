import { compareKeys } from './key-order.ts';

/** What comes after all keys, in etcd's words. */
export const END = '\0';

/** One key, all that begin with a prefix, or those from `from` on and before `to`; all from there on where `to` is NUL. */
export type KeyRange =
  { readonly key: string } | { readonly prefix: string } | { readonly from: string; readonly to: string };

/** Whether the range has that key. */
export function contains(range: KeyRange, key: string): boolean {
  if ('key' in range) return key === range.key;
  if ('prefix' in range) return key.startsWith(range.prefix);
  return compareKeys(range.from, key) <= 0 && (range.to === END || compareKeys(key, range.to) < 0);
}

/** Whether it has all keys, or all from one on. */
export function hasNoEnd(range: KeyRange): boolean {
  return 'prefix' in range ? range.prefix === '' : 'to' in range && range.to === END;
}

/** What a range is called in traces. */
export function nameOfRange(range: KeyRange): string {
  if ('key' in range) return range.key;
  return 'prefix' in range ? range.prefix : `${range.from}..${range.to}`;
}
