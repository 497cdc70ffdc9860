import { describe, expect, it } from 'vitest';
import { editDistance, nearest } from './suggest.ts';

describe('a suggestion', () => {
  it.each([
    ['reporter', 'reportre', 1],
    ['variant', 'varient', 1],
    ['kitten', 'sitting', 3],
    ['', 'abc', 3],
  ])('counts edits: %s, %s', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
  });

  it('is the nearest word, or none where none is near', () => {
    expect(nearest('replya', ['run', 'replay', 'list'])).toBe('replay');
    expect(nearest('out', ['output-dir', 'seed'])).toBe('output-dir');
    expect(nearest('banana', ['run', 'replay', 'list'])).toBeUndefined();
  });

  it('does not read a word of half a gigabyte', () => {
    // Comparing it would take hours and all memory.
    expect(nearest('x'.repeat(500_000_000), ['batch-writer/stop', 'replay'])).toBeUndefined();
  });
});
