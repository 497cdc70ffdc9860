import { createHash } from 'node:crypto';
import type { ShardFacts } from '../../result.ts';
import type { Shard } from '../options/option-kinds.ts';
import type { Exploration } from './select.ts';

/** What a shard's report says of the whole, so that merging can tell whether the parts belong together. */
export function shardFacts(all: readonly Exploration[], { index, count }: Shard): ShardFacts {
  const list = listFingerprint(all.map(({ id, variant }) => [id, variant]));
  return { index, count, of: all.length, list };
}

/** A fingerprint of a list of scenarios and variants in that order: 12 hexadecimal digits. */
export function listFingerprint(list: readonly (readonly [scenario: string, variant: string])[]): string {
  const hash = createHash('sha256');
  for (const [scenario, variant] of list) hash.update(`${scenario} ${variant}\n`);
  return hash.digest('hex').slice(0, 12);
}
