import { describe, expect, it } from 'vitest';
import { explained, step, tornApart } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureFacts } from './failure-detail.ts';
import { rowPlaces, stepRow, type StepRow } from './step-table.ts';
import { twoRuns } from './two-runs.ts';

const answer = (value: string): { outcome: { type: 'value'; value: string } } => ({
  outcome: { type: 'value', value },
});
const facts = {
  violatingStep: 3,
  steps: [step(1, 'a', 'x#1'), step(2, 'b', 'y#1', { fault: 'stall' }), step(3, 'a', 'z#1', answer('1'))],
  passing: {
    sentence: '',
    steps: [step(1, 'a', 'x#1'), step(2, 'b', 'y#1'), step(3, 'a', 'z#1', answer('2')), step(4, 'b', 'w#1')],
  },
};

function tableOf(more: Partial<FailureFacts>, compare: boolean): readonly StepRow[] {
  const detail = untold(more);
  const runs = twoRuns(detail, compare);
  return rowPlaces(detail, runs).map((place) => stepRow(detail, runs, place));
}

describe('the table of steps', () => {
  it('puts the two runs side by side and names each difference', () => {
    const rows = tableOf(facts, true);
    expect(rows.map((row) => row.split)).toEqual([false, true, false, false]);
    expect(rows.map(({ failing, passing }) => (failing ?? passing)?.difference)).toEqual([
      '',
      'other answer',
      'other answer',
      'there only',
    ]);
    expect(rows[3]).toMatchObject({ passing: { event: 'w#1' } });
    expect(rows[3]?.failing).toBeUndefined();
    expect(rows.map((row) => row.failing?.violating)).toEqual([false, false, true, undefined]);
  });

  it('tells the one decision that differs', () => {
    expect(untold(facts).parting).toBe(
      'The runs part at step 2, `b: y#1`: here with the fault stall, in the passing run without a fault.',
    );
    expect(untold({ ...facts, steps: facts.steps.slice(0, 1) }).parting).toBe(
      'The runs part at step 2: here nothing more happens, in the passing run comes `b: y#1`.',
    );
    expect(untold({ ...facts, passing: { sentence: '', steps: facts.steps } }).parting).toBeUndefined();
  });

  it('has what changed of what is watched, and the notes', () => {
    const steps = [step(1, 'a', 'x#1', { state: { marked: ['a'] }, notes: ['so far'] })];
    expect(tableOf({ steps }, false)).toMatchObject([
      { failing: { changes: ['marked = ["a"]'], notes: ['so far'] } },
    ]);
  });

  it('has what the accesses of the cause did, those of the passing run in its own column', () => {
    const { steps, data } = explained;
    const told = tableOf({ steps, ...(data !== undefined && { data }) }, false);
    expect(told.map(({ failing }) => failing?.accesses)).toEqual([
      [],
      [],
      ['reads BatchWriter.#batch (batch-writer.ts:31): []'],
      ["writes BatchWriter.#batch (batch-writer.ts:18): ['r1', 'r2']"],
    ]);
    const passing = { sentence: '', steps: [...steps.slice(0, 2), step(3, 'writer', 'db.commit#1')] };
    const rows = tableOf({ steps, data: tornApart, passing }, true);
    expect(rows.flatMap(({ failing }) => failing?.accesses ?? [])).toEqual([
      'writes BatchWriter.#batch (batch-writer.ts:18)',
    ]);
    expect(rows.flatMap((row) => row.passing?.accesses ?? [])).toEqual([
      'writes row r1 of rows (database.ts:7)',
    ]);
  });

  it('is just the failing run where none is to be compared', () => {
    expect(tableOf(facts, false).map((row) => [row.failing?.step, row.passing])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, undefined],
    ]);
  });
});

it('repeated ticks are one row of a run that stands alone', () => {
  const tick = (n: number) => step(n, 'pool', `interval(10)#${n}`, { kind: 'timer' });
  const steps = [step(1, 'a', 'start#1'), ...[2, 3, 4, 5].map(tick), step(6, 'a', 'get#1')];
  const rows = tableOf({ steps, violatingStep: 6 }, false);
  expect(rows.map(({ failing }) => [failing?.step, failing?.event])).toEqual([
    [1, 'start#1'],
    [2, '4 × interval(10)'],
    [6, 'get#1'],
  ]);
});
