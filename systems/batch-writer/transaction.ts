import type { Scope } from '../primitives/task.ts';
import type { LogRow, LogStore, LogTransaction } from './ports.ts';

/** Opens a transaction, lets `fill` write to it, commits it; whatever happens, closes it. */
export async function inTransaction(
  store: LogStore,
  scope: Scope,
  fill: (transaction: LogTransaction) => Promise<void>,
): Promise<void> {
  const transaction = await openTransaction(store, scope);
  try {
    await fill(transaction);
    await scope.wait(transaction.commit());
  } finally {
    transaction.close();
  }
}

/** Who is cancelled while the transaction is being opened still has it closed. */
function openTransaction(store: LogStore, scope: Scope): Promise<LogTransaction> {
  const opening = store.open();
  return scope.wait(opening, () => {
    opening.then(
      (transaction) => transaction.close(),
      () => {},
    );
  });
}

/** Adds the row, and what it costs to its user's account ([otari], `_flush`: insert and `update(User)`, row by row). */
export async function insertAndCharge(transaction: LogTransaction, row: LogRow, scope: Scope): Promise<void> {
  await scope.wait(transaction.insert(row));
  await charge(transaction, row, scope);
}

/** Adds what a row costs to its user's account. */
export async function charge(transaction: LogTransaction, row: LogRow, scope: Scope): Promise<void> {
  if (row.charge === undefined || transaction.charge === undefined) return;
  await scope.wait(transaction.charge(row.charge.user, row.charge.cost));
}
