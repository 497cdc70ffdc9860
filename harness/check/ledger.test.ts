import { expect, test } from 'vitest';
import { Ledger, noDuplicateRows, noLostRows } from './ledger.ts';

const row = (id: string) => ({ id });

function accepted(...ids: string[]): Ledger {
  const ledger = new Ledger();
  for (const id of ids) ledger.accept(id);
  return ledger;
}

test('stored, buffered and reported rows are not lost', () => {
  const ledger = accepted('r1', 'r2', 'r3');
  ledger.drop('r3');
  expect(noLostRows(ledger, [row('r1')], [row('r2')]).finding).toBeUndefined();
});

test('rows that are nowhere are lost', () => {
  const result = noLostRows(accepted('r1', 'r2', 'r3', 'r4'), [row('r3'), row('r4')]);
  expect(result).toEqual({
    invariant: 'no-lost-rows',
    finding: { kind: 'lost-row', message: 'lost 2 of 4 rows: r1, r2' },
  });
});

test('a row is lost at the step at which it was last rolled back', () => {
  const rolledBack = [
    { row: row('r1'), step: 3 },
    { row: row('r1'), step: 7 },
    { row: row('r2'), step: 4 },
  ];
  const table = { committed: [{ row: row('r2'), step: 9 }], rolledBack };
  expect(noLostRows(accepted('r1', 'r2'), table).finding?.damage).toEqual([
    { role: 'no-return', step: 7, what: 'r1 was rolled back, and nobody wrote it again' },
  ]);
});

test('a lost row began where it was accepted, if the ledger knows the step', () => {
  const ledger = new Ledger({ step: 2 });
  ledger.accept('r1');
  expect(noLostRows(ledger, []).finding?.damage).toEqual([
    { role: 'origin', step: 2, what: 'r1 was accepted' },
  ]);
});

test('a long list of lost rows is cut', () => {
  const ids = Array.from({ length: 12 }, (_, i) => `r${i}`);
  expect(noLostRows(accepted(...ids), []).finding?.message).toMatch(/r9 and 2 more$/);
});

test('rows stored once are not duplicates', () => {
  expect(noDuplicateRows(accepted('r1', 'r2'), [row('r1'), row('r2')]).finding).toBeUndefined();
});

test('a row stored twice is a duplicate, at the step of its second commit', () => {
  const committed = [
    { row: row('r1'), step: 2 },
    { row: row('r1'), step: 5 },
  ];
  const { finding } = noDuplicateRows(accepted('r1'), { committed, rolledBack: [] });
  expect(finding).toEqual({
    kind: 'duplicate-row',
    message: 'stored 1 row more than once: r1 (2 times)',
    damage: [
      { role: 'origin', step: 2, what: 'r1 was stored' },
      { role: 'no-return', step: 5, what: 'r1 was stored once more' },
    ],
  });
});
