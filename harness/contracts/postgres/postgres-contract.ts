import { execFileSync } from 'node:child_process';
import pg, { type Pool } from 'pg';
import { PostgresServer } from '../../servers/postgres/postgres-server.ts';
import type { Contract, RunningReal } from '../frame/contract.ts';
import { closing } from '../frame/sessions.ts';
import { freePort, handOver, ServerProcess, unprivileged } from '../frame/server-process.ts';
import { programOf } from './programs.ts';
import { DEADLOCK_TIMEOUT_MS, realBackends, simulatedBackends } from './backends.ts';
import { histories } from './histories.ts';
import { PostgresSessions } from './postgres-sessions.ts';
import { random } from './random.ts';

const SETUP = `
  CREATE TABLE t (id int PRIMARY KEY, v int NOT NULL);
  INSERT INTO t VALUES (1, 10), (2, 20);`;
const OUTCOME = 'SELECT id, v FROM t ORDER BY id';

/** Database sessions as a client of PostgreSQL has them: the server of `heddle/servers` against PostgreSQL. */
export const postgres: Contract = {
  name: 'postgres',
  histories,
  random,
  simulated: async () => {
    const server = new PostgresServer({
      port: 0,
      host: '127.0.0.1',
      setup: SETUP,
      deadlockTimeoutMs: DEADLOCK_TIMEOUT_MS,
    });
    await server.listening;
    return closing(new PostgresSessions(server.port, simulatedBackends(server), OUTCOME), () =>
      server.close(),
    );
  },
  real: { programs: [programOf('initdb'), programOf('postgres')], start },
};

async function start(folder: string): Promise<RunningReal> {
  handOver(folder);
  const data = `${folder}/data`;
  execFileSync(
    programOf('initdb'),
    ['-D', data, '-U', 'admin', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    {
      ...unprivileged(),
      stdio: 'pipe',
    },
  );
  const port = await freePort();
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    autovacuum: 'off',
    deadlock_timeout: `${DEADLOCK_TIMEOUT_MS}ms`,
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = new ServerProcess(programOf('postgres'), ['-D', data, '-p', `${port}`, ...args], folder);
  await server.listens(port);
  const admin = await administration(port);
  const { rows } = await admin.query('SHOW server_version');
  return {
    version: `PostgreSQL ${String(rows[0]?.['server_version']).split(' ')[0]}`,
    sessions: async () => {
      await empty(admin);
      return new PostgresSessions(port, realBackends(admin), OUTCOME);
    },
    stop: async () => {
      await admin.end();
      // Fast: whoever is connected is not waited for.
      await server.stop('SIGINT');
    },
  };
}

/** Connections of somebody else than the sessions; the first is made once the server lets anybody in. */
async function administration(port: number): Promise<Pool> {
  const pool = new pg.Pool({ host: '127.0.0.1', port, user: 'admin', database: 'postgres', max: 4 });
  // The server ends while connections that nobody uses do.
  pool.on('error', () => undefined);
  for (;;) {
    try {
      await pool.query('CREATE ROLE tester SUPERUSER LOGIN');
      return pool;
    } catch (error) {
      // It is starting up.
      if ((error as { readonly code?: string }).code !== '57P03') throw error;
    }
  }
}

async function empty(admin: Pool): Promise<void> {
  await admin.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'tester'");
  await admin.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${SETUP}`);
}
