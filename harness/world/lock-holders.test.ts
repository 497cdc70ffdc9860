import { channel } from 'node:diagnostics_channel';
import { expect, test } from 'vitest';
import { mutualExclusion } from '../check/mutual-exclusion.ts';
import { LockHolders } from './lock-holders.ts';

const acquire = (lock: string): void => channel('lock.acquired').publish({ lock });
const release = (lock: string): void => channel('lock.released').publish({ lock });

test('two locks of one name that are held at once have two holders', () => {
  const holders = new LockHolders({ step: 3 });
  acquire('circuit(c1)');
  release('circuit(c1)');
  acquire('circuit(c1)');
  expect(mutualExclusion(holders).finding).toBeUndefined();
  acquire('circuit(c1)');
  expect(mutualExclusion(holders).finding).toMatchObject({ kind: 'mutual-exclusion', step: 3 });
});

test('a run that comes later starts from nothing', () => {
  const earlier = new LockHolders({ step: 1 });
  expect(earlier).toBeDefined();
  acquire('a');
  const later = new LockHolders({ step: 1 });
  acquire('a');
  expect(mutualExclusion(later).finding).toBeUndefined();
});
