import { PostgresServer } from '../../servers/postgres/postgres-server.ts';
import type { Contract } from '../frame/contract.ts';
import { closing } from '../frame/sessions.ts';
import { DEADLOCK_TIMEOUT_MS, simulatedBackends } from './backends.ts';
import { histories } from './histories.ts';
import { PostgresSessions } from './postgres-sessions.ts';
import { random } from './random.ts';
import { realPostgres } from './real-postgres.ts';

const CONTENTS = {
  setup: `
    CREATE TABLE t (id int PRIMARY KEY, v int NOT NULL);
    INSERT INTO t VALUES (1, 10), (2, 20);`,
  outcome: 'SELECT id, v FROM t ORDER BY id',
};

/** Database sessions as a client of PostgreSQL has them: the server of `heddle/servers` against PostgreSQL. */
export const postgres: Contract = {
  name: 'postgres',
  histories,
  random,
  simulated: async () => {
    const server = new PostgresServer({
      port: 0,
      host: '127.0.0.1',
      setup: CONTENTS.setup,
      deadlockTimeoutMs: DEADLOCK_TIMEOUT_MS,
    });
    await server.listening;
    const sessions = new PostgresSessions(server.port, simulatedBackends(server), CONTENTS.outcome);
    return closing(sessions, () => server.close());
  },
  real: realPostgres(CONTENTS),
};
