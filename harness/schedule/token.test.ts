import { crc32, deflateRawSync } from 'node:zlib';
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
  { type: 'kill', process: 'api', after: 'a: x#1' },
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

test('10,000 damaged tokens are refused with one clear line', () => {
  const text = encodeToken(oneHold);
  const random = new Random(7);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.$ \u{1f4a5}';
  let refused = 0;
  for (let i = 0; i < 10_000; i++) {
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
  expect(refused).toBeGreaterThan(9_000);
});

test('a token of another format says which heddle to use', () => {
  expect(() => decodeToken(encodeToken(oneHold).replace('hd1.', 'hd2.'))).toThrow(/format 2.*reads format 1/);
});

/** Whoever knows the checksum can make a token of anything. */
function crafted(content: string | Buffer): string {
  const bytes = deflateRawSync(content, { level: 9 });
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return `hd1.${Buffer.concat([sum, bytes]).toString('base64url')}`;
}

const withSchedule = (schedule: string, workload = '{}'): string =>
  crafted(`["a/b","v",${workload},"","","","0.1.0",${schedule}]`);

test.each([
  ['an exception that is null', withSchedule('[null]'), /none/],
  ['an exception without parts', withSchedule('[[]]'), /none/],
  ['an event that is no text', withSchedule('[["h",{},"b"]]'), /none/],
  ['a hold until nothing', withSchedule('[["h","a: x#1"]]'), /none/],
  ['too many parts', withSchedule('[["s","a: x#1","b",1]]'), /none/],
  ['an unknown exception', withSchedule('[["zz","a"]]'), /of the kind "zz"/],
  ['a name of an object as its kind', withSchedule('[["toString","a"]]'), /of the kind "toString"/],
  ['a negative delay', withSchedule('[["d","a: x#1",-5]]'), /by -5 ms; a delay is from 0/],
  ['a delay without end', withSchedule('[["d","a: x#1",1e999]]'), /by Infinity ms/],
  ['a huge delay', withSchedule('[["d","a: x#1",1e16]]'), /by 10000000000000000 ms/],
  ['a delay that is no number', withSchedule('[["d","a: x#1","NaN"]]'), /none/],
  ['a schedule that is none', withSchedule('{}'), /not a schedule/],
  ['a workload nested thousands deep', withSchedule('[]', '['.repeat(9e4) + ']'.repeat(9e4)), /levels deep/],
  ['a schedule nested thousands deep', withSchedule('['.repeat(9e4) + ']'.repeat(9e4)), /none/],
  [
    'gigabytes when it is inflated',
    crafted(Buffer.alloc(60_000_000, 32)),
    /inflates to more than 1000000 bytes/,
  ],
  ['a million characters', `hd1.${'A'.repeat(1_000_000)}`, /1000004 characters long/],
  ['text that is no JSON', crafted('heddle'), /cannot be read/],
])('a token with a valid checksum is refused for %s', (_, text, message) => {
  expect(() => decodeToken(text)).toThrow(UsageError);
  expect(() => decodeToken(text)).toThrow(message);
});

test('10,000 tokens with a valid checksum and damaged content are read as a token, or refused with one line', () => {
  const random = new Random(15);
  const content = JSON.stringify([
    'a/b',
    'v',
    { rows: [1, 2] },
    'k/i',
    'd1',
    'AB',
    '0.1.0',
    [
      ['h', 'a: x#1', 'b: y#1'],
      ['d', 'a: x#1', 12],
      ['c', 't', null],
    ],
  ]);
  const pieces = [
    'null',
    '{}',
    '[]',
    '"',
    '-1',
    '1e999',
    ',',
    '[',
    ']',
    '"\\ud800"',
    '{"__proto__":1}',
    '\u0000',
    '0',
    '"h"',
  ];
  let refused = 0;
  for (let i = 0; i < 10_000; i++) {
    const at = random.below(content.length);
    const length = random.below(8);
    const damaged =
      content.slice(0, at) + (pieces[random.below(pieces.length)] as string) + content.slice(at + length);
    try {
      const { schedule, workload } = decodeToken(crafted(damaged));
      expect(schedule.every(({ type }) => typeof type === 'string')).toBe(true);
      expect(JSON.stringify(workload)).toBeTypeOf('string');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).not.toContain('\n');
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(5_000);
});
