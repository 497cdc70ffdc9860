import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { exitCodeMeanings } from '../../harness/cli/process/exit-codes.ts';
import { reporterNames } from '../../harness/cli/options/reporter-names.ts';
import type { Verdict } from '../../harness/result.ts';
import { heddleCalls, wrongInCode } from './command-lines.ts';
import { pages, textOf } from './pages.ts';

// The changelog may name what is gone.
const current = pages.filter(({ file }) => file !== 'CHANGELOG.md');

test.each(current)('$file calls heddle with commands and options that there are', ({ text }) => {
  expect(wrongInCode(text)).toEqual([]);
});

test('calls are found wherever documents have them', () => {
  expect(heddleCalls(textOf('README.md')).length).toBeGreaterThan(5);
  expect(heddleCalls(textOf('docs/findings.md')).length).toBeGreaterThan(20);
  expect(heddleCalls(textOf('docs/ci.md'))).toContain('run --shard 2/10 --reporter json --output-dir shard');
});

test('every script that a document runs is one of the package', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  const named = current.flatMap(({ text }) => [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)]);
  expect(named.length).toBeGreaterThan(5);
  expect(named.map(([, name = '']) => name).filter((name) => scripts[name] === undefined)).toEqual([]);
});

/** All of them: the compiler misses one that is not here. */
const verdicts = {
  violated: true,
  'not-found': true,
  exhausted: true,
  unknown: true,
  nondeterministic: true,
  leaks: true,
  escaped: true,
  error: true,
  'n/a': true,
} satisfies Record<Verdict, true>;

test('docs/cli.md names every reporter, every verdict and every exit code', () => {
  const page = textOf('docs/cli.md');
  expect(Object.keys(verdicts).filter((verdict) => !page.includes(`| \`${verdict}\` |`))).toEqual([]);
  expect(reporterNames.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  const codes = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  expect(codes).toEqual(exitCodeMeanings.map(([code]) => code));
});

describe('wrongInCode', () => {
  it.each([
    ['a span', 'x `npx heddle run --no-such` y', '--no-such'],
    ['a span without npx', '`heddle runs`', '"runs" is not a command'],
    ['a block', '```sh\nnpx heddle merge a --runs 5\n```\n', '--runs'],
    ['a step of a workflow', '```yaml\n- run: npx heddle run --shard x\n```\n', '--shard'],
    ['a continued line', '```sh\nnpx heddle run \\\n  --sharf 1/2\n```\n', '--sharf'],
    ['a call after another', '```sh\nnpm ci && npx heddle run --bial\n```\n', '--bial'],
    ['the script', '`npm run scenarios -- --bial`', '--bial'],
    ['an option alone', 'x `--sharf i/n` y', '--sharf'],
    ['a short option alone', '`-y`', '-y'],
    ['an option that no flag negates', '`--no-shard`', '--no-shard'],
  ])('finds what is wrong in %s', (_where, markdown, wrong) => {
    expect(wrongInCode(markdown)).toEqual([expect.stringContaining(wrong)]);
  });

  it.each([
    '`npx heddle run [filter…]`, `heddle replay <token>`, `--bail[=n]`, `--[no-]keep`, `-g, --grep <pattern>`',
    '```sh\nnpx heddle run --grep "two words" > log; npm ci --no-audit\n```\n',
    '```sh\nnpx heddle run --shard $((JOB_COMPLETION_INDEX + 1))/$SHARDS || code=$?\n```\n',
    'A heddle is a part of a loom; npm takes `npm install --save-dev heddle`.',
  ])('takes %s', (markdown) => {
    expect(wrongInCode(markdown)).toEqual([]);
  });
});
