import { describe, expect, it } from 'vitest';
import { explained, lostRows, report, result, step } from '../../fixtures/report.ts';
import { keptFailures } from '../data/keep.ts';
import { summaryOf } from '../data/summary-of.ts';
import { failureRows } from './failure-rows.ts';
import { noSelection } from './filter.ts';
import { SearchIndexWriter } from './search-index.ts';

const elsewhere = {
  ...lostRows,
  token: 'hd1.XyZ123-abc_longer',
  steps: [step(1, 'reader', 'fetch(k7)#2', { location: 'systems/store/store.ts:12' })],
};
const full = report([result({ findings: [explained] }), result({ variant: 'p2', findings: [elsewhere] })]);
const kept = keptFailures(full);
const writer = new SearchIndexWriter();
for (const { finding } of kept.failures) writer.add(finding, finding.steps);
const found = (query: string): readonly number[] =>
  failureRows(summaryOf(full, kept), { ...noSelection, query }, writer.index).map(
    ({ failure }) => failure.number,
  );

describe('a search finds failures', () => {
  it.each([
    ['by an event', 'reader: fetch(k7)#2', [2]],
    ['by a file', 'store.ts:12', [2]],
    ['by a place of the cause in data', 'batch-writer.ts:31', [1]],
    ['by the cause', 'held until sigterm', [1, 2]],
    ['by the number', '#2', [2]],
    ['by the number in a command', 'npx heddle replay reports/out/report.json#1', [1]],
    ['by a whole token', 'hd1.XyZ123-abc_longer', [2]],
    ['by the beginning of a token', 'hd1.AbC', [1]],
    ['by the command', 'npx heddle replay hd1.AbCdEf-_123', [1]],
    ['by all words, wherever they stand', 'p2 STORE.ts', [2]],
    ['not where a word is missing', 'p1 store.ts', []],
  ])('%s', (_, query, numbers) => {
    expect(found(query)).toEqual(numbers);
  });

  it('by what lists show, before events are known', () => {
    const rows = failureRows(summaryOf(full, kept), { ...noSelection, query: 'lost 2 p2' });
    expect(rows.map(({ failure }) => failure.number)).toEqual([2]);
  });
});
