import { describe, expect, it } from 'vitest';
import { lostRows, quiet, report, result, surprise } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { unexpectedOf } from './unexpected.ts';

const notFound = (variant: string) =>
  result({
    variant,
    verdict: 'not-found',
    asExpected: false,
    findings: [],
    invariants: [{ id: 'no-lost-rows', expected: 'violated', verdict: 'not-found' }],
  });
const full = report([
  result(),
  notFound('p1'),
  notFound('p2'),
  surprise,
  quiet('p5', { verdict: 'error', asExpected: false, invariants: [], reason: 'it threw\n  at x.ts' }),
]);
const told = (of: typeof full) =>
  unexpectedOf(summaryOf(of, keptFailures(of))).map((entry) =>
    entry.type === 'failure'
      ? `#${entry.group.number} ${entry.group.cause}`
      : `${entry.difference.sentence} (${entry.difference.variants.map(({ variant }) => variant).join(', ')})`,
  );

describe('what is not as expected', () => {
  it('is told worst first: what went wrong, failures, what was not found; once for all variants of which it is so', () => {
    const [error, failure, missing, ...others] = told(full);
    expect(error).toBe('error: it threw (p5)');
    expect(failure).toMatch(/^#2 `writer: fetch\(/);
    expect(missing).toBe('no-lost-rows: expected to be violated, but not found in 1,000 schedules (p1, p2)');
    expect(others).toEqual([]);
  });

  it('is nothing where all is as expected', () => {
    expect(told(report([result({ findings: [lostRows] }), quiet('hardened')]))).toEqual([]);
  });

  it('leads to how much was tested, where no failure shows it', () => {
    const entries = unexpectedOf(summaryOf(full, keptFailures(full)));
    const [last] = entries.slice(-1);
    expect(last?.type === 'difference' && last.difference.variants[0]?.href).toBe(
      '#/run/batch-writer/shutdown-while-a-batch-commits/p1',
    );
  });
});
