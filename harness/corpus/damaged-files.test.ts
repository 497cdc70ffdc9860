import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { Random } from '../core/random.ts';
import { UsageError } from '../core/usage-error.ts';
import { encodeToken } from '../schedule/token.ts';
import { parseEntry, readEntry } from './corpus-file.ts';

const token = encodeToken({
  scenario: 'a/b',
  variant: 'v',
  workload: { rows: 2 },
  schedule: [{ type: 'hold', event: 'a: x#1', until: 'b: y#1' }],
  signature: 'lost-row/no-lost-rows',
  digest: 'd1',
  checks: 'AB',
  tool: '0.1.0',
});
const content = {
  scenario: 'a/b',
  variant: 'v',
  finding: 'lost-row/x',
  damage: 'lost',
  cause: 'held',
  token,
};
const whole = JSON.stringify(content);

it('10,000 damaged files of the corpus are read, or refused with one line that names the file', () => {
  const random = new Random(15);
  const pieces = ['"', '{', '}', '[', 'null', '1', '\\', '\u0000', '\ud800', ',', ''];
  let refused = 0;
  for (let i = 0; i < 10_000; i++) {
    const at = random.below(whole.length);
    const length = random.below(3) === 0 ? random.below(whole.length - at) : random.below(3);
    const damaged =
      whole.slice(0, at) + (pieces[random.below(pieces.length)] as string) + whole.slice(at + length);
    try {
      expect(parseEntry(damaged, 'kept.json').token.scenario).toBe('a/b');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      expect(error.message).toMatch(/^kept\.json[^\n]*$/);
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(5_000);
});

const folder = mkdtempSync(path.join(tmpdir(), 'heddle-corpus-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a folder, a device and a file of gigabytes are refused at once', () => {
  writeFileSync(path.join(folder, 'huge.json'), '');
  // Sparse: it takes no room on the disk.
  truncateSync(path.join(folder, 'huge.json'), 8_000_000_000);
  expect(() => readEntry(folder, 'huge.json')).toThrow(
    'huge.json has 8000000000 bytes; at most 1000000 are read.',
  );
  expect(() => readEntry(folder, '.')).toThrow('. is no file.');
  expect(() => readEntry('/', 'dev/zero')).toThrow(UsageError);
  expect(() => readEntry(folder, 'absent.json')).toThrow('absent.json cannot be read.');
});
