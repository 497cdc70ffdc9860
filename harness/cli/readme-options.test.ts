import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exitCodeMeanings } from './exit-codes.ts';
import { parseInvocation } from './parse.ts';
import { readmeOptions, withOptions } from './readme-options.ts';
import { reporterNames } from './reporter-names.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it('names every option as the table does (else: npm run readme)', () => {
    expect(readme === withOptions(readme, readmeOptions())).toBe(true);
    expect(readmeOptions()).toContain('| `-g, --grep <pattern>` |');
  });

  it('names every reporter and every exit code', () => {
    for (const name of reporterNames) expect(readme.includes(`| \`${name}\` |`)).toBe(true);
    const [, codes = ''] = /^Exit codes: (.*)$/m.exec(readme) ?? [];
    expect(codes.match(/(?:^|· )\d+/g)?.map((code) => Number(code.replace('· ', '')))).toEqual(
      exitCodeMeanings.map(([code]) => code),
    );
  });

  const calls = [...readme.matchAll(/npx heddle ((?:run|merge|list|replay)\b[^`\n|]*)/g)].map(
    ([, call = '']) =>
      call
        .replaceAll(/\$\{\{ matrix\.shard \}\}|\$CI_NODE_INDEX/g, '2')
        .replaceAll(/\$\{\{ strategy\.job-total \}\}|\$CI_NODE_TOTAL/g, '10')
        .replaceAll(/ \[.*$/g, ''),
  );

  it('calls commands with options that there are', () => {
    expect(calls.length).toBeGreaterThan(10);
    expect(calls).toContain('run --shard 2/10 --reporter json --output-dir shard');
    for (const call of calls) {
      expect(() => parseInvocation(call.trim().split(/\s+/)), call).not.toThrow();
    }
  });
});
