import type { CheckResult } from '../core/finding.ts';
import { held, listed, violated } from './check-result.ts';

export const keyKinds = {
  'resurrected-key': 'A key of a deleted owner exists when all is quiet.',
  'stale-key': 'A key holds what its owner no longer has.',
} as const;

/** When all is quiet no key belongs to an owner that was deleted: `no-resurrected-keys`. */
export function noKeyOfDeletedOwner(
  items: Iterable<{ readonly key: string; readonly step: number }>,
  isDeleted: (owner: string) => boolean,
  ownerOf: (key: string) => string | undefined,
): CheckResult {
  let alive: string[] | undefined;
  let first = Infinity;
  for (const item of items) {
    const owner = ownerOf(item.key);
    if (owner === undefined || !isDeleted(owner)) continue;
    (alive ??= []).push(item.key);
    first = Math.min(first, item.step);
  }
  if (alive === undefined) return held('no-resurrected-keys');
  const message = `keys of deleted owners exist: ${listed(alive)}`;
  return violated('no-resurrected-keys', 'resurrected-key', message, first);
}

/** When all is quiet the store holds just what it should: `keys-as-expected`. */
export function keysAsExpected(
  actual: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>>,
): CheckResult {
  let wrong: string[] | undefined;
  for (const key of Object.keys(actual))
    if (!(key in expected)) (wrong ??= []).push(`${key} should not exist`);
  for (const [key, value] of Object.entries(expected)) {
    const is = actual[key];
    if (is === undefined) (wrong ??= []).push(`${key} is missing`);
    else if (is !== value) (wrong ??= []).push(`${key} is ${is}, not ${value}`);
  }
  if (wrong === undefined) return held('keys-as-expected');
  return violated('keys-as-expected', 'stale-key', `keys differ: ${listed(wrong)}`);
}
