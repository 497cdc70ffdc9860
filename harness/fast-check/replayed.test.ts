import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { binary } from '../cli/fixtures/spawn-heddle.ts';

const fixture = fileURLToPath(new URL('replayed.fixture.ts', import.meta.url));

/** What the fixture dies of, as Node prints it. */
function failureOf(replay?: string): Promise<string> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...(replay !== undefined && { HEDDLE_REPLAY: replay }) };
    execFile(process.execPath, ['--import', 'tsx', fixture], { env }, (_error, _out, printed) =>
      resolve(printed),
    );
  });
}

test('a token runs one schedule again, on the values that fast-check gave it, and shows its steps', async () => {
  const found = await failureOf();
  const [token = ''] = /hd1\.[\w-]+/.exec(found) ?? [];
  const replayed = await failureOf(token);
  expect(replayed).toContain(
    "everything was prompt, except: 'property: promise#1' was held until 'property: promise#2'",
  );
  expect(replayed).toMatch(/^2\. .*promise#2/m);
  expect(replayed).toContain('the first came last');
  expect(replayed).toContain(
    '-> [task${2}] promise resolved with value 1\n-> [task${1}] promise resolved with value 0`,2]',
  );
});

test('heddle replay says how such a token is replayed', async () => {
  const [token = ''] = /hd1\.[\w-]+/.exec(await failureOf()) ?? [];
  const { status, stderr } = spawnSync(process.execPath, [binary, 'replay', token], { encoding: 'utf8' });
  expect(stderr).toContain('HEDDLE_REPLAY=<token>');
  expect(status).toBe(2);
});

test('what is no token is said to be none', async () => {
  expect(await failureOf('hd1.nonsense')).toMatch(/UsageError|token/);
});
