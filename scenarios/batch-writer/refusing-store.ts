import type { LogRow, LogStore } from '../../systems/batch-writer/index.ts';

/** How the message of such an error ends. */
export const REFUSAL = 'violates a constraint';

/** The store, but that it takes one row for an error. */
export function refusing(store: LogStore, id: string): LogStore {
  const check = async (row: LogRow): Promise<void> => {
    if (row.id === id) throw new Error(`${id} ${REFUSAL}`);
  };
  return {
    open: async () => {
      const transaction = await store.open();
      return {
        insert: async (row) => {
          await transaction.insert(row);
          await check(row);
        },
        insertOnce: async (key, row) => {
          const known = await transaction.insertOnce(key, row);
          await check(row);
          return known;
        },
        commit: () => transaction.commit(),
        close: () => transaction.close(),
      };
    },
  };
}
