import { SqlError } from './sql-error.ts';

/** A value of a row. Numbers of every type are JavaScript's; times and documents are text. */
export type SqlValue = null | number | string | boolean;

/** A row by column. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/** The types of columns and expressions; `unknown` is that of a parameter or text nobody has given a type yet. */
export type SqlType =
  | 'int4'
  | 'int8'
  | 'float8'
  | 'numeric'
  | 'text'
  | 'bool'
  | 'timestamptz'
  | 'json'
  | 'jsonb'
  | 'uuid'
  | 'unknown';

/** What SQL calls them, in lower case, a length in brackets aside. */
const NAMES: Readonly<Record<string, SqlType>> = {
  smallint: 'int4',
  int: 'int4',
  integer: 'int4',
  int4: 'int4',
  serial: 'int4',
  bigint: 'int8',
  int8: 'int8',
  bigserial: 'int8',
  real: 'float8',
  float8: 'float8',
  double: 'float8',
  numeric: 'numeric',
  decimal: 'numeric',
  text: 'text',
  varchar: 'text',
  char: 'text',
  bool: 'bool',
  boolean: 'bool',
  timestamptz: 'timestamptz',
  timestamp: 'timestamptz',
  json: 'json',
  jsonb: 'jsonb',
  uuid: 'uuid',
};

/** @throws SqlError where there is no such type here */
export function typeNamed(name: string): SqlType {
  const type = NAMES[name];
  if (type === undefined) throw new SqlError('42704', `type "${name}" does not exist`);
  return type;
}

const SHOWN: Partial<Record<SqlType, string>> = {
  int4: 'integer',
  int8: 'bigint',
  float8: 'double precision',
};

/** A moment as text that sorts as moments do. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString().replace('T', ' ').replace('Z', '+00');
}

/** The value as one of that type. @throws SqlError where it is none */
export function coerce(value: SqlValue, type: SqlType): SqlValue {
  if (value === null || type === 'unknown') return value;
  const text = String(value);
  const wrong = (): SqlError =>
    new SqlError('22P02', `invalid input syntax for type ${SHOWN[type] ?? type}: ${JSON.stringify(text)}`);
  switch (type) {
    case 'int4':
    case 'int8':
      if (typeof value === 'number') return Math.round(value);
      if (!/^\s*-?\d+\s*$/.test(text)) throw wrong();
      return Number(text);
    case 'float8':
    case 'numeric':
      if (text.trim() === '' || Number.isNaN(Number(text))) throw wrong();
      return Number(text);
    case 'bool':
      if (/^(t|true|on|yes|1)$/i.test(text)) return true;
      if (/^(f|false|off|no|0)$/i.test(text)) return false;
      throw wrong();
    case 'timestamptz': {
      const ms = Date.parse(text);
      if (Number.isNaN(ms)) throw wrong();
      return timestamp(ms);
    }
    default:
      return text;
  }
}
