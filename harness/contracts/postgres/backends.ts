import type { Pool } from 'pg';
import type { PostgresServer } from '../../servers/postgres/postgres-server.ts';

/** What is asked of the server itself, of the processes that serve connections. */
export interface Backends {
  /** Whether it waits for a lock that others have, and not because all wait for each other. */
  waits(process: number): Promise<boolean>;
  /** Cancels its statement, as `pg_cancel_backend` does. */
  cancel(process: number): Promise<void>;
  /** Ends it and its connection, as `pg_terminate_backend` does. */
  terminate(process: number): Promise<void>;
  /** Whether it has ended, all that its client had said being done or refused. */
  isGone(process: number): Promise<boolean>;
}

/** Until then a wait may be the one that finds a deadlock. */
export const DEADLOCK_TIMEOUT_MS = 10;
const LOOKED_AFTER_MS = 40;

const WAITS = `
  WITH RECURSIVE waits(one, other) AS (
    SELECT pid, unnest(pg_blocking_pids(pid)) FROM pg_locks WHERE NOT granted
    UNION SELECT one, unnest(pg_blocking_pids(other)) FROM waits
  )
  SELECT EXISTS (
    SELECT FROM pg_locks WHERE pid = $1 AND NOT granted
      AND waitstart < clock_timestamp() - interval '${LOOKED_AFTER_MS} ms'
  ) AND NOT EXISTS (SELECT FROM waits WHERE one = other) AS waits`;

/** Those of PostgreSQL, by its system views. */
export function realBackends(admin: Pool): Backends {
  return {
    waits: async (process) => (await admin.query(WAITS, [process])).rows[0]?.['waits'] === true,
    cancel: async (process) => void (await admin.query('SELECT pg_cancel_backend($1)', [process])),
    terminate: async (process) => void (await admin.query('SELECT pg_terminate_backend($1)', [process])),
    isGone: async (process) =>
      (await admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [process])).rowCount === 0,
  };
}

/** Those of the simulated server. */
export function simulatedBackends(server: PostgresServer): Backends {
  return {
    waits: (process) => Promise.resolve(server.backend(process)?.waits ?? false),
    cancel: (process) => Promise.resolve(server.backend(process)?.cancel()),
    terminate: (process) => Promise.resolve(server.backend(process)?.terminate()),
    isGone: (process) => Promise.resolve(server.backend(process) === undefined),
  };
}
