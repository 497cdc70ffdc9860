import { describe, expect, it } from 'vitest';
import { pictureOf } from './picture.ts';

const see = (value: unknown): unknown => pictureOf(() => value);

describe('the picture of a value', () => {
  it('is what JSON would make of it, and of more than JSON knows', () => {
    expect(see({ a: [1, 'two', true, null], b: { c: undefined }, d: new Date(0) })).toEqual({
      a: [1, 'two', true, null],
      b: { c: null },
      d: '1970-01-01T00:00:00.000Z',
    });
    const strange = [
      NaN,
      12n,
      Symbol('s'),
      () => 1,
      new Set([1]),
      /x/,
      Promise.resolve(),
      new Uint8Array([7]),
    ];
    expect(see(strange)).toEqual(['[NaN]', '12n', 'Symbol(s)', '[function ]', [1], '/x/', '[promise]', [7]]);
    expect(see(new Map<unknown, unknown>([['k', new Error('no')]]))).toEqual({ k: 'Error: no' });
    expect(see(new Map([[{ id: 1 }, 'x']]))).toEqual([[{ id: 1 }, 'x']]);
  });

  it('tells a cycle, and an object that merely occurs twice', () => {
    const shared = { n: 1 };
    const ring: Record<string, unknown> = { a: shared, b: shared };
    ring['self'] = ring;
    expect(see(ring)).toEqual({ a: { n: 1 }, b: { n: 1 }, self: '[cyclic]' });
  });

  it('has the first and the last of a long list, and little of what is huge or deep', () => {
    const list = see(Array.from({ length: 5_000 }, (_, n) => n)) as unknown[];
    expect([list.length, list[0], list[50], list[100]]).toEqual([101, 0, '[4900 more]', 4_999]);
    const tree = (depth: number): unknown =>
      depth === 0 ? 1 : Array.from({ length: 50 }, () => tree(depth - 1));
    expect(JSON.stringify(see(tree(4))).length).toBeLessThan(30_000);
    let deep: unknown = 'bottom';
    for (let n = 0; n < 100_000; n++) deep = { deep };
    expect(JSON.stringify(see(deep))).not.toContain('bottom');
    expect(String(see('x'.repeat(1e6))).length).toBeLessThan(330);
  });

  it('says what threw, and goes on', () => {
    const touchy = {
      get a(): never {
        throw new TypeError('do not touch');
      },
      b: 2,
    };
    expect(see(touchy)).toEqual({ a: '[threw TypeError: do not touch]', b: 2 });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(JSON.stringify(see({ proxy, c: 3 }))).toMatch(/threw TypeError.*"c":3/);
    expect(
      pictureOf(() => {
        throw new Error('no');
      }),
    ).toBe('[threw Error: no]');
  });

  it('is a copy: it stays when the value changes', () => {
    const value = { rows: [1] };
    const before = see(value);
    value.rows.push(2);
    expect(before).toEqual({ rows: [1] });
  });
});
