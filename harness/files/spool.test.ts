import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Spool } from './spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what is spooled', () => {
  it('reads back as it was, whatever it is and in any order, and each time anew', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (values) => {
        const spool = new Spool(folder);
        const reads = values.map((value) => spool.put(value));
        for (const at of [...values.keys(), ...values.keys()].toReversed()) {
          // As report.json would hold it: -0 is 0 there.
          expect(reads[at]?.()).toEqual(JSON.parse(JSON.stringify(values[at])));
        }
      }),
    );
    const read = new Spool(folder).put({ a: 1 });
    expect(read()).not.toBe(read());
  });

  it('has no name, so that nothing is left however the process ends', () => {
    const read = new Spool(folder).put(['x']);
    expect(readdirSync(folder)).toEqual([]);
    expect(read()).toEqual(['x']);
  });

  it('is kept in memory where the disk does not take it', () => {
    const gone = new Spool(path.join(folder, 'gone'));
    const value = ['x'];
    expect([gone.put(value)(), gone.put(value)()]).toEqual([value, value]);
  });

  it('outlives its folder', () => {
    const read = new Spool(folder).put(['x']);
    rmSync(folder, { recursive: true });
    expect(read()).toEqual(['x']);
  });
});
