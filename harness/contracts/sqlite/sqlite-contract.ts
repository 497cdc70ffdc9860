import { rmSync } from 'node:fs';
import { SimulatedDatabase } from '../database/simulated-database.ts';
import type { Contract, RunningReal } from '../frame/contract.ts';
import { histories } from './histories.ts';
import { random } from './random.ts';
import { Shell, SqliteSessions } from './sqlite-sessions.ts';

const SETUP =
  "CREATE TABLE t (k TEXT PRIMARY KEY, v INTEGER NOT NULL); INSERT INTO t VALUES ('x', 10), ('y', 20)";

/** The database of `heddle`, with the locks of SQLite, against SQLite with a rollback journal, as it is by default. */
export const sqlite: Contract = {
  name: 'sqlite',
  histories,
  random,
  simulated: () => Promise.resolve(new SimulatedDatabase({ transactions: 'explicit', locks: 'file' })),
  real: { programs: ['sqlite3', 'stdbuf'], start },
};

async function start(folder: string): Promise<RunningReal> {
  const file = `${folder}/data.sqlite`;
  const shell = new Shell(':memory:');
  const version = await shell.ask('SELECT sqlite_version()');
  await shell.kill();
  return {
    version: `SQLite ${version}`,
    sessions: async () => {
      for (const ending of ['', '-journal']) rmSync(file + ending, { force: true });
      const setup = new Shell(file);
      await setup.ask(SETUP);
      await setup.kill();
      return new SqliteSessions(file);
    },
    stop: () => Promise.resolve(),
  };
}
