import type { DamageStep } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import { held, listed, violated } from './check-result.ts';

export const keyKinds = {
  'resurrected-key': 'A key of a deleted owner exists when all is quiet.',
  'stale-key': 'A key holds what its owner no longer has.',
} as const;

/**
 * When all is quiet no key belongs to an owner that was deleted: `no-resurrected-keys`.
 * @param deletedAt the step at which that was. Default: nobody knows, and neither does the finding know where it broke
 */
export function noKeyOfDeletedOwner(
  items: Iterable<{ readonly key: string; readonly step: number }>,
  isDeleted: (owner: string) => boolean,
  ownerOf: (key: string) => string | undefined,
  deletedAt: (owner: string) => number | undefined = () => undefined,
): CheckResult {
  let alive: string[] | undefined;
  let first: { readonly key: string; readonly owner: string; readonly step: number } | undefined;
  for (const item of items) {
    const owner = ownerOf(item.key);
    if (owner === undefined || !isDeleted(owner)) continue;
    (alive ??= []).push(item.key);
    const { key, step } = item;
    if (first === undefined || step < first.step) first = { key, owner, step };
  }
  if (alive === undefined || first === undefined) return held('no-resurrected-keys');
  const message = `keys of deleted owners exist: ${listed(alive)}`;
  const damage = damageOf(first.key, first.owner, first.step, deletedAt(first.owner));
  return violated('no-resurrected-keys', 'resurrected-key', message, damage);
}

/** It is a key of a deleted owner from that of the two on which comes later. */
function damageOf(
  key: string,
  owner: string,
  writtenAt: number,
  deletedAt: number | undefined,
): readonly DamageStep[] {
  const write = { step: writtenAt, what: `${key} was written` };
  if (deletedAt === undefined) return [{ role: 'origin', ...write }];
  const deletion = { step: deletedAt, what: `${owner} was deleted` };
  const [earlier, later] = writtenAt < deletedAt ? [write, deletion] : [deletion, write];
  return [
    { role: 'origin', ...earlier },
    { role: 'no-return', ...later },
  ];
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
