import type { Isolation } from '../../world/transaction.ts';
import { type Executed, execute, type Parameters } from './execute.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlError } from './sql-error.ts';
import type { OtherStatement, Statement } from './statement.ts';
import type { Steps } from './steps.ts';
import { Work } from './work.ts';

const ABORTED = 'current transaction is aborted, commands ignored until end of transaction block';

/** One connection: at most one transaction at a time, which is the client's or lasts for one statement. */
export class SqlSession {
  readonly #database: SqlDatabase;
  readonly #isolation: Isolation;
  #chosen: Isolation | undefined;
  #work: Work | undefined;
  /** How long statements wait for a lock, in this transaction and in others; 0 stands for ever. */
  #lockTimeoutMs: { ofTransaction?: number; ofSession: number } = { ofSession: 0 };
  #state: 'idle' | 'open' | 'failed' | 'closed' = 'idle';

  /** @param isolation of transactions that do not choose */
  constructor(database: SqlDatabase, isolation: Isolation) {
    this.#database = database;
    this.#isolation = isolation;
  }

  /** As ReadyForQuery tells it: idle, in a transaction, in one that has failed. */
  get status(): 'I' | 'T' | 'E' {
    if (this.#state === 'idle') return 'I';
    return this.#state === 'open' ? 'T' : 'E';
  }

  /** Executes one statement. @throws SqlError where it fails; `fail` is to be called then */
  *execute({ does }: Statement, parameters: Parameters): Steps<Executed> {
    if (this.#state === 'closed') throw terminated();
    if (this.#state === 'failed' && does.kind !== 'commit' && does.kind !== 'rollback')
      throw new SqlError('25P02', ABORTED);
    if (
      does.kind === 'select' ||
      does.kind === 'insert' ||
      does.kind === 'update' ||
      does.kind === 'delete'
    ) {
      this.#work ??= new Work(this.#database, this.#chosen ?? this.#isolation);
      this.#work.lockTimeoutMs = this.#lockTimeoutMs.ofTransaction ?? this.#lockTimeoutMs.ofSession;
      return yield* execute(does, this.#work, parameters);
    }
    return { tag: this.#other(does), rows: [] };
  }

  /** A statement has failed: what its transaction did is rolled back, now. */
  fail(): void {
    this.#work?.rollback();
    this.#work = undefined;
    if (this.#state === 'open') this.#state = 'failed';
  }

  /** The client's message is done: commits a transaction that lasts for its statements only. */
  endOfMessage(): void {
    if (this.#state === 'idle') this.#end('commit');
  }

  /** Whether it waits for a lock, and will until somebody else does something. */
  get waits(): boolean {
    return this.#work !== undefined && this.#database.locks.waits(this.#work);
  }

  /** Ends a wait for a lock, if there is one. */
  cancel(): void {
    this.#endWait(new SqlError('57014', 'canceling statement due to user request'));
  }

  /** The connection is broken. What was said and is not done is refused. */
  close(): void {
    this.#state = 'closed';
    this.#endWait(terminated());
    this.fail();
  }

  #endWait(error: SqlError): void {
    if (this.#work !== undefined) this.#database.locks.cancel(this.#work, error);
  }

  #other(does: OtherStatement): string {
    switch (does.kind) {
      case 'begin':
        if (this.#state === 'idle') {
          this.#end('commit');
          this.#state = 'open';
        }
        // In a transaction it only warns, but what it says of the isolation counts.
        if (does.isolation !== undefined) this.#choose(does.isolation);
        return 'BEGIN';
      case 'isolation':
        this.#choose(does.isolation);
        return 'SET';
      case 'lock-timeout':
        this.#lockTimeoutMs[does.isLocal ? 'ofTransaction' : 'ofSession'] = does.ms;
        return 'SET';
      case 'commit':
      case 'rollback': {
        const how = this.#state === 'failed' ? 'rollback' : does.kind;
        this.#end(how);
        return how.toUpperCase();
      }
      case 'create':
        this.#database.create(does.table, does.ifNotExists);
        return 'CREATE TABLE';
      case 'accepted':
        return does.tag;
    }
  }

  #choose(isolation: Isolation): void {
    if (this.#work !== undefined && isolation !== (this.#chosen ?? this.#isolation))
      throw new SqlError('25001', 'SET TRANSACTION ISOLATION LEVEL must be called before any query');
    this.#chosen = isolation;
  }

  #end(how: 'commit' | 'rollback'): void {
    const work = this.#work;
    this.#work = undefined;
    this.#chosen = undefined;
    this.#lockTimeoutMs = { ofSession: this.#lockTimeoutMs.ofSession };
    this.#state = 'idle';
    if (how === 'commit') work?.commit();
    else work?.rollback();
  }
}

/** What a client is told whose connection the server ends. */
export function terminated(): SqlError {
  return new SqlError('57P01', 'terminating connection due to administrator command');
}
