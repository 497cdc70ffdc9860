import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeToken, replaySchedule } from 'heddle';
import { expect, test } from 'vitest';
import { allScenarios } from './all-scenarios.ts';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const scenarios = await allScenarios();
const tokens = [...readme.matchAll(/npx heddle replay (hd1\.[\w-]+)/g)].map(([, token = '']) => token);

test('the README has the tokens of more than 20 failures', () => {
  expect(new Set(tokens).size).toBeGreaterThan(20);
});

const runs = tokens.map((token, i) => {
  const { scenario, variant } = decodeToken(token);
  return [i + 1, `${scenario} ${variant}`, token] as const;
});

test.each(runs)('token %i of the README, %s, fails as its text says', async (_number, _run, token) => {
  const { scenario: id, variant, workload, schedule, ...expected } = decodeToken(token);
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  const { status, divergence, findings, cause } = await replaySchedule(id, scenario, variant, {
    workload,
    schedule,
    expected,
  });
  expect({ status, divergence }).toEqual({ status: 'failed', divergence: undefined });
  const text = textBefore(token);
  expect(findings.filter(({ message }) => text.includes(message))).not.toEqual([]);
  expect(text).toContain(oneLine(cause));
});

test('the tables mark what is violated, what is not, and what does not apply', () => {
  const row = readme.split('\n').find((line) => line.startsWith('| `batch-size`')) ?? '';
  // p0, p1, p2, p3, single, noop, hardened
  expect(row.split(' | ').slice(1).join(' ')).toBe('○ ✗ ✗ ✗ – – ○ |');
});

/** From the token before it, or the start, to this one, without line breaks. */
function textBefore(token: string): string {
  const [before = ''] = readme.split(`npx heddle replay ${token}`);
  return oneLine(before.slice(before.lastIndexOf('npx heddle replay hd1.') + 1));
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
