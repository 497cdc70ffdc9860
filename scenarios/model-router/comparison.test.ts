import { expect, test } from 'vitest';
import type { Sim } from 'heddle';
import { Comparison, errorOf } from './comparison.ts';

const comparison = (): Comparison => new Comparison({ step: 3 } as Sim);

test('what is the same holds', () => {
  const compared = comparison();
  compared.same('chunks', ['one'], ['one']);
  expect(compared.check().finding).toBeUndefined();
});

test('the first difference is told, with its step', () => {
  const compared = comparison();
  compared.same('chunks', ['one'], ['two']);
  compared.same('tokens', 1, 2);
  expect(compared.check().finding).toMatchObject({ message: 'chunks: ["two"], not ["one"]', step: 3 });
});

test('the name of an error is told, or that there is none', async () => {
  expect(await errorOf(() => Promise.reject(new RangeError('far')))).toBe('RangeError');
  expect(await errorOf(() => Promise.resolve())).toBe('no error');
});
