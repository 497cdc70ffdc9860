import type { Isolation } from '../../world/transaction.ts';
import { Cursor } from './cursor.ts';
import { CreateReader } from './read-create.ts';
import { readDelete, readInsert, readUpdate } from './read-rows.ts';
import { readSelect } from './read-select.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlError } from './sql-error.ts';
import type { OtherStatement, RowStatement, Statement } from './statement.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The statements of a text. Each is to be read when those before it have been executed: it may need their tables. */
export function statementsIn(sql: string): Token[][] {
  const statements: Token[][] = [[]];
  for (const token of tokensOf(sql)) {
    if (token.kind === 'sign' && token.text === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((tokens) => tokens.length > 0);
}

/** Reads one statement. @throws SqlError where this server does not have it, or a table or column does not exist */
export function readStatement(tokens: readonly Token[], sql: string, database: SqlDatabase): Statement {
  const cursor = new Cursor(tokens, sql);
  const does = readAny(cursor, database);
  if (cursor.next.kind !== 'end') throw cursor.unreadable();
  return { does, parameters: cursor.parameters, sql };
}

function readAny(cursor: Cursor, database: SqlDatabase): RowStatement | OtherStatement {
  if (cursor.accept('select')) return readSelect(cursor, database);
  if (cursor.accept('insert', 'into')) return readInsert(cursor, database);
  if (cursor.accept('update')) return readUpdate(cursor, database);
  if (cursor.accept('delete', 'from')) return readDelete(cursor, database);
  if (cursor.accept('begin') || cursor.accept('start', 'transaction')) return readBegin(cursor);
  if (cursor.accept('commit') || cursor.accept('end')) return { kind: 'commit' };
  if (cursor.accept('rollback')) return { kind: 'rollback' };
  if (cursor.accept('set', 'transaction')) return { kind: 'isolation', isolation: readIsolation(cursor) };
  if (cursor.accept('create', 'table')) {
    const ifNotExists = cursor.accept('if', 'not', 'exists');
    return { kind: 'create', table: new CreateReader(cursor, cursor.name()).read(), ifNotExists };
  }
  const timeout = readLockTimeout(cursor);
  if (timeout !== undefined) return timeout;
  // An index and any other setting change no result.
  if (cursor.sees('create', 'index') || cursor.sees('set')) {
    const tag = cursor.sees('set') ? 'SET' : 'CREATE INDEX';
    while (cursor.next.kind !== 'end') cursor.take();
    return { kind: 'accepted', tag };
  }
  throw cursor.unreadable();
}

function readBegin(cursor: Cursor): OtherStatement {
  if (!cursor.accept('transaction')) cursor.accept('work');
  return { kind: 'begin', isolation: cursor.sees('isolation') ? readIsolation(cursor) : undefined };
}

/** `SET [LOCAL | SESSION] lock_timeout = …`, in milliseconds, `'2s'` or `'500ms'`; undefined where it is something else. */
function readLockTimeout(cursor: Cursor): OtherStatement | undefined {
  const start = cursor.at;
  const isSet = cursor.accept('set');
  const isLocal = cursor.accept('local');
  if (!isLocal) cursor.accept('session');
  if (isSet && cursor.accept('lock_timeout') && (cursor.accept('=') || cursor.accept('to'))) {
    const [, count, unit] = /^(\d+) ?(ms|s)?$/.exec(cursor.take().text) ?? [];
    if (count === undefined) throw new SqlError('22023', 'invalid value for parameter "lock_timeout"');
    return { kind: 'lock-timeout', ms: Number(count) * (unit === 's' ? 1000 : 1), isLocal };
  }
  cursor.at = start;
  return undefined;
}

function readIsolation(cursor: Cursor): Isolation {
  cursor.expect('isolation', 'level');
  if (cursor.accept('serializable')) return 'serializable';
  if (cursor.accept('repeatable', 'read')) return 'snapshot';
  if (!cursor.accept('read', 'committed')) cursor.expect('read', 'uncommitted');
  return 'read-committed';
}
