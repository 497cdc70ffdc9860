import { crc32, deflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestProject } from './fixtures/spawn-heddle.ts';

let project: TestProject;
beforeAll(() => (project = new TestProject()));
afterAll(() => project.remove());

/** A token with a valid checksum, of anything. */
function crafted(content: readonly unknown[]): string {
  const bytes = deflateRawSync(JSON.stringify(content), { level: 9 });
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes));
  return `hd1.${Buffer.concat([sum, bytes]).toString('base64url')}`;
}

const STORY = 'counter/two-increments';

describe('what others wrote is refused in one line', () => {
  it.each([
    ['an exception that is null', [STORY, 'read-then-write', {}, '', '', '', '0.1.0', [null]], 'damaged'],
    ['a scenario of a megabyte', ['x'.repeat(990_000), 'v', {}, '', '', '', '0.1.0', []], 'characters more'],
    ['a variant of a megabyte', [STORY, 'x'.repeat(990_000), {}, '', '', '', '0.1.0', []], 'There are: '],
    [
      'a terminal sequence',
      ['\u001b[2J\u202e\ud800', 'v', {}, '', '', '', '0.1.0', []],
      '\\u001b[2J\\u202e\\ud800',
    ],
  ])('a token that holds %s', async (_, content, message) => {
    const { code, stderr, stdout } = await project.heddle(['replay', crafted(content)]);
    expect(stderr).toMatch(/^heddle: [^\n]{1,3000}\n$/);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });
});
