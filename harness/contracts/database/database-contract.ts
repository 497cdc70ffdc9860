import type { Contract } from '../frame/contract.ts';
import { realPostgres } from '../postgres/real-postgres.ts';
import { histories } from './histories.ts';
import { PostgresAsDatabase } from './postgres-as-database.ts';
import { random } from './random.ts';
import { SimulatedDatabase } from './simulated-database.ts';

/** The database of `heddle`, with the locks of PostgreSQL, against PostgreSQL. */
export const database: Contract = {
  name: 'database',
  histories,
  random,
  simulated: () => Promise.resolve(new SimulatedDatabase({ locks: 'rows', onClose: 'continue' })),
  real: realPostgres(
    {
      setup: `
        CREATE TABLE t (k text PRIMARY KEY, v int NOT NULL);
        INSERT INTO t VALUES ('x', 10), ('y', 20);`,
      outcome: 'SELECT k, v FROM t ORDER BY k',
    },
    (sessions) => new PostgresAsDatabase(sessions),
  ),
};
