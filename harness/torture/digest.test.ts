import { describe, expect, it } from 'vitest';
import { differing } from './digest.ts';

const a = { name: 'a/story v1', schedules: 10, digest: '1111' };
const b = { name: 'b/story v1', schedules: 10, digest: '2222' };

describe('what two explorations of everything disagree about', () => {
  it('is nothing where all digests are equal', () => {
    expect(differing([a, b], [b, a])).toEqual([]);
  });

  it('names what has another digest, and what only one of them explored', () => {
    expect(differing([a], [{ ...a, digest: '3333' }, b])).toEqual([a.name, b.name]);
    expect(differing([a, b], [b])).toEqual([a.name]);
  });
});
