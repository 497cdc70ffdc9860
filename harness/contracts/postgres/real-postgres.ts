import { execFileSync } from 'node:child_process';
import pg, { type Pool } from 'pg';
import type { Real, RunningReal } from '../frame/contract.ts';
import { freePort, handOver, ServerProcess, unprivileged } from '../frame/server-process.ts';
import type { Sessions } from '../frame/sessions.ts';
import { DEADLOCK_TIMEOUT_MS, realBackends } from './backends.ts';
import { PostgresSessions } from './postgres-sessions.ts';
import { programOf } from './programs.ts';

/** What a contract has PostgreSQL hold. */
export interface PostgresContents {
  /** Makes the tables and first rows. */
  readonly setup: string;
  /** The SELECT that tells what is left. */
  readonly outcome: string;
}

/** PostgreSQL with these contents at the start of each history; `as` says it in the contract's own words. */
export function realPostgres(
  contents: PostgresContents,
  as: (sessions: PostgresSessions) => Sessions = (sessions) => sessions,
): Real {
  return {
    programs: [programOf('initdb'), programOf('postgres')],
    start: (folder) => start(folder, contents, as),
  };
}

async function start(
  folder: string,
  { setup, outcome }: PostgresContents,
  as: (sessions: PostgresSessions) => Sessions,
): Promise<RunningReal> {
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
      await empty(admin, setup);
      return as(new PostgresSessions(port, realBackends(admin), outcome));
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

async function empty(admin: Pool, setup: string): Promise<void> {
  await admin.query("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'tester'");
  await admin.query(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${setup}`);
}
