import type { Scope } from '../primitives/task.ts';
import type { LogStore, LogTransaction } from './ports.ts';

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
