import type { Sessions } from '../frame/sessions.ts';

/** What the simulated database calls the SQLSTATEs. */
const ERRORS: Readonly<Record<string, string>> = {
  '23505': 'UniqueViolation',
  '40001': 'SerializationFailure',
  '40P01': 'DeadlockDetected',
  '25P02': 'TransactionAborted',
};

const LEVELS: Readonly<Record<string, string>> = {
  'read-committed': 'READ COMMITTED',
  snapshot: 'REPEATABLE READ',
  serializable: 'SERIALIZABLE',
};

/** Sessions of PostgreSQL, called and answering as those of the simulated database: the first statement begins. */
export class PostgresAsDatabase implements Sessions {
  readonly #sessions: Sessions;
  readonly #begun = new Set<string>();
  #level = 'READ COMMITTED';

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
  }

  async perform(session: string, action: string): Promise<string> {
    const [verb = '', key = '', value = ''] = action.split(' ');
    if (verb === 'isolation') {
      this.#level = LEVELS[key] ?? key;
      return 'done';
    }
    const isEnd = /^(commit|rollback|close)/.test(verb);
    if (isEnd && !this.#begun.has(session)) return verb === 'close' || verb === 'commit,' ? 'closed' : 'done';
    if (!isEnd && !this.#begun.has(session)) {
      this.#begun.add(session);
      await this.#sessions.perform(session, `BEGIN ISOLATION LEVEL ${this.#level}`);
    }
    if (isEnd || verb.endsWith(',')) this.#begun.delete(session);
    return answerTo(verb, await this.#sessions.perform(session, statementOf(verb, key, value)));
  }

  async waits(session: string): Promise<boolean> {
    return (await this.#sessions.waits?.(session)) === true;
  }

  async outcome(): Promise<string | undefined> {
    return this.#sessions.outcome?.();
  }

  async close(): Promise<void> {
    await this.#sessions.close?.();
  }
}

function statementOf(verb: string, key: string, value: string): string {
  const adds = `UPDATE t SET v = v + ${value} WHERE k = '${key}'`;
  const statements: Readonly<Record<string, string>> = {
    insert: `INSERT INTO t VALUES ('${key}', ${value})`,
    once: `INSERT INTO t VALUES ('${key}', ${value}) ON CONFLICT DO NOTHING`,
    put: `INSERT INTO t VALUES ('${key}', ${value}) ON CONFLICT (k) DO UPDATE SET v = excluded.v`,
    add: adds,
    delete: `DELETE FROM t WHERE k = '${key}'`,
    get: `SELECT v FROM t WHERE k = '${key}'`,
    sum: 'SELECT coalesce(sum(v), 0) FROM t',
    commit: 'COMMIT',
    rollback: 'ROLLBACK',
    close: 'disconnect',
    'commit,': 'COMMIT, gone',
    'add,': `${adds}, gone`,
  };
  return statements[verb] ?? verb;
}

function answerTo(verb: string, answer: string): string {
  const [, code] = /^error (.*)$/.exec(answer) ?? [];
  if (code !== undefined) return `error ${ERRORS[code] ?? code}`;
  if (answer === 'disconnected') return 'closed';
  if (verb === 'once') return answer.endsWith(' 0') ? 'known' : 'new';
  if (verb === 'get') return answer === 'SELECT 0' ? 'none' : answer;
  return verb === 'sum' ? answer : 'done';
}
