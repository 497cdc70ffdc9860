import { decodeToken, replaySchedule } from 'heddle';
import { expect, test } from 'vitest';
import { allScenarios } from '../../scenarios/all-scenarios.ts';
import { textOf } from './pages.ts';

const scenarios = await allScenarios();
const told = ['README.md', 'docs/findings.md'].flatMap((file) => tokensOf(file));

test('the findings have the tokens of more than 20 failures', () => {
  expect(new Set(told.map(({ token }) => token)).size).toBeGreaterThan(20);
});

test.each(told)('token $number of $file, $run, fails as its text says', async ({ token, text }) => {
  const { scenario: id, variant, workload, schedule, ...expected } = decodeToken(token);
  const scenario = scenarios.get(id);
  if (scenario === undefined) throw new Error(`there is no scenario ${id}`);
  const { status, divergence, findings, cause } = await replaySchedule(id, scenario, variant, {
    workload,
    schedule,
    expected,
  });
  expect({ status, divergence }).toEqual({ status: 'failed', divergence: undefined });
  expect(findings.filter(({ message }) => text.includes(message))).not.toEqual([]);
  expect(text).toContain(oneLine(cause));
});

interface Told {
  readonly file: string;
  /** Which of the file's tokens, from 1. */
  readonly number: number;
  /** Scenario and variant. */
  readonly run: string;
  readonly token: string;
  /** From the token before it, or the start, to this one, without line breaks. */
  readonly text: string;
}

function tokensOf(file: string): readonly Told[] {
  const page = textOf(file);
  const call = 'npx heddle replay hd1.';
  return [...page.matchAll(/npx heddle replay (hd1\.[\w-]+)/g)].map(({ 1: token = '', index }, at) => {
    const { scenario, variant } = decodeToken(token);
    const text = oneLine(page.slice(page.lastIndexOf(call, index - 1) + 1, index));
    return { file, number: at + 1, run: `${scenario} ${variant}`, token, text };
  });
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}
