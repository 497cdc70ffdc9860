import { type SqlType, type SqlValue, timestamp } from '../sql/sql-type.ts';
import type { ResultColumn } from './backend-message.ts';

/** A row of results that the author gives: documents and lists become JSON. */
export type AnsweredRow = Readonly<Record<string, unknown>>;

/**
 * What a statement yields; undefined leaves it to the server. Parameters are text, from $1. What it throws is an error
 * of the statement; a `SqlError` has the SQLSTATE.
 */
export type Answers = (
  sql: string,
  parameters: readonly (string | null)[],
) => readonly AnsweredRow[] | undefined | Promise<readonly AnsweredRow[] | undefined>;

/** What a statement yields. */
export interface Result {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly SqlValue[])[];
  readonly tag: string;
}

function typeOf(value: unknown): SqlType {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'int4' : 'float8';
  if (typeof value === 'bigint') return 'int8';
  if (typeof value === 'boolean') return 'bool';
  if (value instanceof Date) return 'timestamptz';
  return typeof value === 'object' && value !== null ? 'jsonb' : 'text';
}

function valueOf(value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  if (value instanceof Date) return timestamp(value.getTime());
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}

/** The author's rows as results: columns are those of the first row, types those of their first values. */
export function resultOf(rows: readonly AnsweredRow[]): Result {
  const columns = Object.keys(rows[0] ?? {}).map((name) => ({
    name,
    type: typeOf(rows.map((row) => row[name]).find((value) => value !== null && value !== undefined)),
  }));
  const values = rows.map((row) => columns.map(({ name }) => valueOf(row[name])));
  return { columns, rows: values, tag: `SELECT ${rows.length}` };
}
