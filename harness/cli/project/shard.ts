import { createHash } from 'node:crypto';
import type { ShardFacts } from '../../result.ts';
import type { Shard } from '../options/option-kinds.ts';
import type { Exploration } from './select.ts';

/** What a shard's report says of the whole, so that merging can tell whether the parts belong together. */
export function shardFacts(all: readonly Exploration[], { index, count }: Shard): ShardFacts {
  const hash = createHash('sha256');
  for (const { id, variant } of all) hash.update(`${id} ${variant}\n`);
  return { index, count, of: all.length, list: hash.digest('hex').slice(0, 12) };
}
