import { describe, expect, it } from 'vitest';
import { explained, step, tornApart } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureDetail } from './failure-detail.ts';
import { partingSentence, stepTable } from './step-table.ts';

const answer = (value: string): { outcome: { type: 'value'; value: string } } => ({
  outcome: { type: 'value', value },
});
const detail: FailureDetail = {
  ...untold,
  violatingStep: 3,
  steps: [step(1, 'a', 'x#1'), step(2, 'b', 'y#1', { fault: 'stall' }), step(3, 'a', 'z#1', answer('1'))],
  passing: {
    sentence: '',
    steps: [step(1, 'a', 'x#1'), step(2, 'b', 'y#1'), step(3, 'a', 'z#1', answer('2')), step(4, 'b', 'w#1')],
  },
};

describe('the table of steps', () => {
  it('puts the two runs side by side and names each difference', () => {
    const rows = stepTable(detail, true);
    expect(rows.map((row) => row.difference)).toEqual(['none', 'decision', 'answer', 'order']);
    expect(rows[3]).toMatchObject({ passing: { event: 'w#1' } });
    expect(rows[3]?.failing).toBeUndefined();
    expect(rows.map((row) => row.failing?.violating)).toEqual([false, false, true, undefined]);
  });

  it('tells the one decision that differs', () => {
    expect(partingSentence(detail)).toBe(
      'The runs part at step 2, `b: y#1`: here with the fault stall, in the passing run without a fault.',
    );
    expect(partingSentence({ ...detail, steps: detail.steps.slice(0, 1) })).toBe(
      'The runs part at step 2: here nothing more happens, in the passing run comes `b: y#1`.',
    );
    expect(partingSentence({ ...detail, passing: { sentence: '', steps: detail.steps } })).toBeUndefined();
  });

  it('has what changed of what is watched, and the notes', () => {
    const steps = [step(1, 'a', 'x#1', { state: { marked: ['a'] }, notes: ['so far'] })];
    expect(stepTable({ ...untold, steps }, false)).toMatchObject([
      { failing: { changes: ['marked = ["a"]'], notes: ['so far'] } },
    ]);
  });

  it('has what the accesses of the cause did, those of the passing run in its own column', () => {
    const { steps, data } = explained;
    const told = stepTable({ ...untold, steps, ...(data !== undefined && { data }) }, false);
    expect(told.map(({ failing }) => failing?.accesses)).toEqual([
      [],
      [],
      ['reads BatchWriter.#batch (batch-writer.ts:31): []'],
      ["writes BatchWriter.#batch (batch-writer.ts:18): ['r1', 'r2']"],
    ]);
    const passing = { sentence: '', steps: [...steps.slice(0, 2), step(3, 'writer', 'db.commit#1')] };
    const rows = stepTable({ ...untold, steps, data: tornApart, passing }, true);
    expect(rows.flatMap(({ failing }) => failing?.accesses ?? [])).toEqual([
      'writes BatchWriter.#batch (batch-writer.ts:18)',
    ]);
    expect(rows.flatMap((row) => row.passing?.accesses ?? [])).toEqual([
      'writes row r1 of rows (database.ts:7)',
    ]);
  });

  it('is just the failing run where none is to be compared', () => {
    expect(stepTable(detail, false).map((row) => [row.failing?.step, row.passing])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
  });
});

it('repeated ticks are one row of a run that stands alone', () => {
  const tick = (n: number) => step(n, 'pool', `interval(10)#${n}`, { kind: 'timer' });
  const steps = [step(1, 'a', 'start#1'), ...[2, 3, 4, 5].map(tick), step(6, 'a', 'get#1')];
  const rows = stepTable({ ...untold, steps, violatingStep: 6 }, false);
  expect(rows.map(({ failing }) => [failing?.index, failing?.event])).toEqual([
    [0, 'start#1'],
    [1, '4 × interval(10)'],
    [5, 'get#1'],
  ]);
});
