import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { prettyJson, prettyJsonChunks } from './pretty-json.ts';

/** The rule as it is said, without regard to what it costs. */
function plain(value: unknown, depth = 0): string {
  const flat = JSON.stringify(value) ?? 'null';
  if (typeof value !== 'object' || value === null || flat.length + depth * 2 <= 110) return flat;
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return `[\n${value.map((item) => inner + plain(item, depth + 1)).join(',\n')}\n${outer}]`;
  }
  const lines = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => `${inner}${JSON.stringify(key)}: ${plain(item, depth + 1)}`);
  return `{\n${lines.join(',\n')}\n${outer}}`;
}

describe('pretty JSON', () => {
  it('puts on one line what fits on one', () => {
    const values = fc.jsonValue({ maxDepth: 6, depthSize: 'large' });
    fc.assert(
      fc.property(values, (value) => prettyJson(value) === plain(value)),
      { numRuns: 2_000 },
    );
    for (const odd of [undefined, [undefined], { a: undefined }, { a: undefined, b: 'x'.repeat(200) }, []]) {
      expect(prettyJson(odd)).toBe(plain(odd));
    }
    for (let length = 90; length < 115; length++) {
      const edge = { outer: { list: ['"', 'x'.repeat(length)] } };
      expect(prettyJson(edge)).toBe(plain(edge));
    }
  });

  it('is made of pieces no longer than the largest result', () => {
    const result = { steps: Array.from({ length: 100 }, (_, at) => ({ event: 'x'.repeat(100), at })) };
    const pieces = [...prettyJsonChunks({ seed: 1, results: Array.from({ length: 500 }, () => result) })];
    expect(pieces.join('').length).toBeGreaterThan(5_000_000);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(20_000);
  });
});
