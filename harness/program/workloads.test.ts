import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawWorkloads, workloadCount } from './workloads.ts';

const workload = fc.record({ rows: fc.integer({ min: 0, max: 1_000_000 }) });
const examples = [{ rows: 3 }, { rows: 1 }, { rows: 3 }, { rows: 2 }];

describe('the workloads of a scenario', () => {
  it('are one empty object where it has none', () => {
    expect(drawWorkloads('a/b', {}, 1, 40)).toEqual([{}]);
  });

  it('are its examples, each once, where it has nothing else', () => {
    expect(workloadCount({ examples }, 1_000)).toBe(4);
    expect(drawWorkloads('a/b', { examples }, 1, 4)).toEqual([{ rows: 3 }, { rows: 1 }, { rows: 2 }]);
  });

  it('are all of its examples, however few are drawn', () => {
    expect(workloadCount({ workload, examples }, 1)).toBe(4);
    expect(drawWorkloads('a/b', { workload, examples }, 1, 1)).toEqual([
      { rows: 3 },
      { rows: 1 },
      { rows: 2 },
    ]);
  });

  it('are the same in the beginning, however many are drawn, and frozen', () => {
    const few = drawWorkloads('a/b', { workload, examples }, 1, 10);
    const more = drawWorkloads('a/b', { workload, examples }, 1, 40);
    expect(more.slice(0, few.length)).toEqual(few);
    expect(few.every(Object.isFrozen)).toBe(true);
  });
});
