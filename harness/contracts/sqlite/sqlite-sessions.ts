import { type ChildProcess, spawn } from 'node:child_process';
import type { Sessions } from '../frame/sessions.ts';

/** Printed behind each answer. */
const END = '~';

const ERRORS = [
  [/database is locked/, 'DatabaseBusy'],
  [/UNIQUE constraint failed/, 'UniqueViolation'],
  [/within a transaction/, 'NestedTransaction'],
] as const;

/**
 * Processes of the shell of SQLite, each with the same file open, called and answering as sessions of the simulated
 * database with explicit transactions: outside of one, statements are refused before SQLite is asked.
 */
export class SqliteSessions implements Sessions {
  readonly #file: string;
  readonly #shells = new Map<string, Shell>();
  readonly #begun = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  async perform(session: string, action: string): Promise<string> {
    const [verb = '', key = '', value = ''] = action.split(' ');
    if (verb === 'close') {
      this.#begun.delete(session);
      await this.#shells.get(session)?.kill();
      this.#shells.delete(session);
      return 'closed';
    }
    if (verb !== 'begin' && !this.#begun.has(session)) return 'error NoTransaction';
    const answer = await this.#ask(session, statementOf(verb, key, value));
    const [, error] = ERRORS.find(([words]) => words.test(answer)) ?? [];
    if (error !== undefined) return `error ${error}`;
    if (verb === 'begin') this.#begun.add(session);
    if (verb === 'commit' || verb === 'rollback') this.#begun.delete(session);
    if (verb === 'once') return answer === '0' ? 'known' : 'new';
    if (verb === 'get') return answer === '' ? 'none' : answer;
    return answer === '' ? 'done' : answer;
  }

  async outcome(): Promise<string> {
    // What others have not committed by now is not to be.
    await this.close();
    return (await this.#ask('observer', "SELECT k || ' ' || v FROM t ORDER BY k")).replaceAll('\n', ', ');
  }

  async close(): Promise<void> {
    for (const shell of this.#shells.values()) await shell.kill();
    this.#shells.clear();
  }

  #ask(session: string, sql: string): Promise<string> {
    let shell = this.#shells.get(session);
    if (shell === undefined) {
      shell = new Shell(this.#file);
      this.#shells.set(session, shell);
    }
    return shell.ask(sql);
  }
}

/** One process of the shell of SQLite. */
export class Shell {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #printed = '';
  #told: (() => void) | undefined;

  constructor(file: string) {
    // Errors stand among the answers, and each line comes when it is printed.
    this.#child = spawn('sh', ['-c', 'exec stdbuf -oL sqlite3 -batch "$0" 2>&1', file]);
    this.#ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.stdout?.on('data', (chunk: Buffer) => {
      this.#printed += chunk.toString();
      this.#told?.();
    });
  }

  /** What it prints to a statement, errors included. */
  async ask(sql: string): Promise<string> {
    this.#child.stdin?.write(`${sql};\n.print ${END}\n`);
    const end = `${END}\n`;
    while (!this.#printed.endsWith(end)) await new Promise<void>((resolve) => (this.#told = resolve));
    const answer = this.#printed.slice(0, -end.length).trim();
    this.#printed = '';
    return answer;
  }

  /** Ends the process at once, as a crash does. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }
}

function statementOf(verb: string, key: string, value: string): string {
  const statements: Readonly<Record<string, string>> = {
    insert: `INSERT INTO t VALUES ('${key}', ${value})`,
    once: `INSERT INTO t VALUES ('${key}', ${value}) ON CONFLICT DO NOTHING; SELECT changes()`,
    put: `INSERT INTO t VALUES ('${key}', ${value}) ON CONFLICT (k) DO UPDATE SET v = excluded.v`,
    add: `UPDATE t SET v = v + ${value} WHERE k = '${key}'`,
    delete: `DELETE FROM t WHERE k = '${key}'`,
    get: `SELECT v FROM t WHERE k = '${key}'`,
    sum: 'SELECT coalesce(sum(v), 0) FROM t',
  };
  return statements[verb] ?? verb.toUpperCase();
}
