import { expect, it } from 'vitest';
import { step, toldInFull } from '../../fixtures/report.ts';
import { variantRows } from './variant-rows.ts';

const { otherVariants } = toldInFull;
const steps = [step(3, 'sigterm', 'start#1', { location: 'systems/own.ts:4' })];

it('shows the lines of both variants where their paths part', () => {
  const sources = {
    'systems/writer.ts': { '9': 'await lock();' },
    'systems/own.ts': { '4': 'await read();' },
  };
  expect(variantRows({ ...(otherVariants && { otherVariants }), steps }, sources)).toMatchObject([
    {
      variants: ['hardened'],
      outcome: 'passes',
      here: { lines: [{ number: 4, isNamed: true }] },
      there: { location: 'systems/writer.ts:9', lines: [{ text: 'await lock();' }] },
    },
  ]);
});

it('shows none where the other line is not known', () => {
  const sources = { 'systems/own.ts': { '4': 'await read();' } };
  const [row] = variantRows({ ...(otherVariants && { otherVariants }), steps }, sources);
  expect([row?.here, row?.there]).toEqual([undefined, undefined]);
});

it('those that do the same share a row', () => {
  const passing = ['v2', 'v4'].map(
    (variant) => ({ variant, outcome: 'passes', sentence: 'passes' }) as const,
  );
  const rows = variantRows(
    { otherVariants: [...passing, { variant: 'v3', outcome: 'fails', sentence: 'fails too' }], steps },
    {},
  );
  expect(rows.map(({ variants }) => variants)).toEqual([['v2', 'v4'], ['v3']]);
});
