import { describe, expect, it } from 'vitest';
import { hostile, lostRows, step, tornApart } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureDetail } from './failure-detail.ts';
import { packFailure, unpackFailure } from './packed-failure.ts';
import { StringTable } from './string-table.ts';

const full = untold({
  cause: lostRows.cause,
  clauses: lostRows.clauses,
  data: tornApart,
  seed: '1.0.walk.3',
  workload: '{}',
  command: 'npx heddle replay hd1.x',
  violatingStep: 4,
  steps: [
    step(1, 'producer', 'start#1', { kind: 'start', created: ['writer: start#1'], closesMs: 12.5 }),
    step(2, 'writer', `put(${hostile})#1`, {
      args: hostile,
      outcome: { type: 'error', error: 'Error: no' },
      location: 'systems/a.ts:3',
      state: { db: { rows: [] } },
      notes: ['so far', hostile],
      alternatives: ['producer: b#1', 'writer: c#1'],
    }),
    step(4, 'writer', 'c#1', {
      opensMs: 20,
      heldUntil: 'sigterm: start#1',
      fault: 'lost-reply',
      outcome: { type: 'value', value: '1' },
      woke: ['producer'],
      locks: [{ lock: 'rows', what: 'acquired', task: 'writer' }],
    }),
  ],
});

function roundTrip(details: readonly FailureDetail[]): readonly FailureDetail[] {
  const table = new StringTable();
  const packed = JSON.stringify(details.map((detail) => packFailure(detail, table)));
  const strings = JSON.parse(JSON.stringify(table.strings)) as string[];
  return (JSON.parse(packed) as ReturnType<typeof packFailure>[]).map((one) => unpackFailure(one, strings));
}

describe('a packed failure', () => {
  it('reads back as it was, also with others in one table', () => {
    const { steps, ...facts } = full;
    const passing = { sentence: 'it passes', steps: [...steps.slice(0, 2), step(3, 'writer', 'new#1')] };
    const details = [full, { ...facts, steps: steps.slice(1), passing }, { ...facts, steps: [] }];
    expect(roundTrip(details)).toEqual(details);
  });

  it('has of its passing run only the steps that differ', () => {
    const table = new StringTable();
    const passing = { sentence: 'it passes', steps: full.steps };
    expect(packFailure({ ...full, passing }, table).passing?.shared).toEqual([0, 1, 2]);
  });
});
