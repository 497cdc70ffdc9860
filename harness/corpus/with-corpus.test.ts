import { expect, test } from 'vitest';
import { lostRows, result } from '../../reports/fixtures/report.ts';
import type { ScenarioResult } from '../result.ts';
import type { CorpusEntry } from './corpus-file.ts';
import type { CorpusOutcome } from './replay-entry.ts';
import { withCorpus } from './with-corpus.ts';

const kept: CorpusOutcome = {
  entry: {} as CorpusEntry,
  fact: { file: 'kept.json', finding: 'lost-row/no-lost-rows', status: 'fails', violates: true },
  finding: lostRows,
};

/** The search found nothing, although `expected` was expected. */
function nothingFound(expected: 'violated' | 'holds'): ScenarioResult {
  return result({
    verdict: 'not-found',
    asExpected: expected === 'holds',
    findings: [],
    invariants: [{ id: lostRows.invariant, expected, verdict: 'not-found' }],
  });
}

test('a violation that only a kept failure shows is not the one that was expected: the search has to find it', () => {
  const { asExpected, findings, invariants } = withCorpus(nothingFound('violated'), [kept]);
  expect(asExpected).toBe(false);
  expect(findings).toEqual([lostRows]);
  expect(invariants).toMatchObject([{ verdict: 'not-found', reason: expect.stringContaining('kept') }]);
});

test('a kept failure of what was expected to hold makes it violated', () => {
  const { asExpected, verdict, invariants } = withCorpus(nothingFound('holds'), [kept]);
  expect([asExpected, verdict]).toEqual([false, 'violated']);
  expect(invariants).toMatchObject([{ verdict: 'violated' }]);
});
