import { held, scenario, violated } from 'heddle';
import mysql from 'mysql2';
import mysqlPromise from 'mysql2/promise';

/** mysql2 3, unmodified, client and server: three queries on a pool of two connections get the answer to their own. */
const NO_SSL = 0xff_ff_ff & ~0x08_00;
const column = { catalog: 'def', schema: '', table: '', orgTable: '', name: 'v', orgName: '' };
const text = { characterSet: 33, columnLength: 30, columnType: 253, flags: 0, decimals: 0 };

function serve(): void {
  const server = mysql.createServer((connection) => {
    const greeting = { protocolVersion: 10, serverVersion: '8.0', connectionId: 1, statusFlags: 2 };
    const login = { ...greeting, characterSet: 33, capabilityFlags: NO_SSL };
    // Each command of the client counts its packets from 0.
    const isOver = () => void (connection.sequenceId = 0);
    connection.serverHandshake(login).on('end', isOver);
    connection.on('query', (sql: string) => {
      connection.writeTextResult([{ v: sql }], [{ ...column, ...text }]);
      isOver();
    });
    connection.on('error', () => {});
  });
  server.listen(3306);
}

export default scenario(
  'mysql2: three queries on two connections',
  { id: 'packages', variants: { 'mysql2 3': mysqlPromise } },
  {
    node: true,
    invariants: ['answers-each'],
    runs: 15,
    run(sim, { createPool }) {
      serve();
      const pool = createPool({ host: '127.0.0.1', user: 'u', connectionLimit: 2 });
      const queries = ['one', 'two', 'three'];
      const client = sim.task('client', async () => {
        const answers = await Promise.all(queries.map((sql) => pool.query(sql)));
        await pool.end();
        return JSON.stringify(answers.map(([rows]) => rows));
      });
      const expected = JSON.stringify(queries.map((v) => [{ v }]));
      return () => [
        client.value === expected
          ? held('answers-each')
          : violated('answers-each', 'wrong-result', `${client.value}`),
      ];
    },
  },
);
