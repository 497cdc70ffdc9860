import { expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Schedule } from './exceptions.ts';
import { decodeToken, encodeToken, type Token } from './token.ts';

const oneHold: Token = {
  scenario: 'batch-writer/shutdown-while-a-batch-commits',
  variant: 'p1-cancel-on-stop',
  workload: { rows: 4, maxBatch: 2 },
  schedule: [{ type: 'hold', event: 'writer: db.commit#1', until: 'sigterm: start#1' }],
  signature: 'lost-row/no-lost-rows',
  digest: '0a1b2c3d',
  checks: 'ABCDEFGHIJKLMNOPQRSTUVWX',
  tool: '0.1.0',
};

const everyKind: Schedule = [
  { type: 'hold', event: 'a: x#1', until: 'b: y(k)#2' },
  { type: 'delay', event: 'a: x#1', byMs: 12.5 },
  { type: 'together', event: 'a: x#1', first: 'a: x#2' },
  { type: 'fail', event: 'a: x#1', fault: 'lost-reply' },
  { type: 'stall', event: 'a: x#1' },
  { type: 'cancel', task: 'caller1', after: null },
  { type: 'cancel', task: 'caller1', after: 'a: x#1' },
  { type: 'crash', after: 'a: x#1' },
];

test('a token gives back what it was made of', () => {
  const token = {
    ...oneHold,
    schedule: everyKind,
    workload: { names: ['„ü“', '</script>'], nested: [[1], null] },
  };
  expect(decodeToken(encodeToken(token))).toEqual(token);
  expect(decodeToken(` ${encodeToken(oneHold)}\n`)).toEqual(oneHold);
});

test('a one-hold schedule fits into 200 characters that no shell touches', () => {
  const text = encodeToken(oneHold);
  expect(text.length).toBeLessThan(200);
  expect(text).toMatch(/^hd1\.[\w-]+$/);
});

test('thousands of damaged tokens are refused with one clear line', () => {
  const text = encodeToken(oneHold);
  const random = new Random(7);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.$ \u{1f4a5}';
  let refused = 0;
  for (let i = 0; i < 5_000; i++) {
    const at = random.below(text.length);
    const replacement = alphabet[random.below(alphabet.length)] as string;
    const kind = random.below(3);
    const damaged =
      kind === 0
        ? text.slice(0, at) + replacement + text.slice(at + 1)
        : kind === 1
          ? text.slice(0, at)
          : text.slice(0, at) + text.slice(at + 1);
    if (damaged.trim() === text) continue;
    try {
      decodeToken(damaged);
      throw new Error(`accepted: ${damaged}`);
    } catch (error) {
      expect(error).toBeInstanceOf(UsageError);
      expect((error as Error).message).not.toContain('\n');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(4_500);
});

test('a token of another format says which heddle to use', () => {
  expect(() => decodeToken(encodeToken(oneHold).replace('hd1.', 'hd2.'))).toThrow(/format 2.*reads format 1/);
});
