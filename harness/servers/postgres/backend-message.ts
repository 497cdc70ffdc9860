import type { SqlError } from '../sql/sql-error.ts';
import type { SqlType, SqlValue } from '../sql/sql-type.ts';

/** The numbers by which clients know types, and so how to read their text. */
const OIDS: Readonly<Record<SqlType, number>> = {
  int4: 23,
  int8: 20,
  float8: 701,
  numeric: 1700,
  text: 25,
  bool: 16,
  timestamptz: 1184,
  json: 114,
  jsonb: 3802,
  uuid: 2950,
  unknown: 25,
};

/** A column of results as clients are told of it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: SqlType;
}

const int16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};

const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

const REPORTED: Readonly<Record<string, string>> = {
  server_version: '16.4',
  server_encoding: 'UTF8',
  client_encoding: 'UTF8',
  DateStyle: 'ISO, MDY',
  TimeZone: 'UTC',
  integer_datetimes: 'on',
  standard_conforming_strings: 'on',
};

/** What the server says. */
export const backend = {
  /** The client is let in, and told how to cancel. */
  welcome: (process: number, secret: number): Buffer =>
    Buffer.concat([
      message('R', int32(0)),
      ...Object.entries(REPORTED).map(([name, value]) => message('S', text(name), text(value))),
      message('K', int32(process), int32(secret)),
    ]),
  ready: (status: 'I' | 'T' | 'E'): Buffer => message('Z', Buffer.from(status)),
  parsed: message('1'),
  bound: message('2'),
  closed: message('3'),
  noData: message('n'),
  empty: message('I'),
  suspended: message('s'),
  parameters: (types: readonly SqlType[]): Buffer =>
    message('t', int16(types.length), ...types.map((type) => int32(OIDS[type]))),
  columns: (columns: readonly ResultColumn[]): Buffer =>
    message(
      'T',
      int16(columns.length),
      ...columns.map(({ name, type }) =>
        Buffer.concat([text(name), int32(0), int16(0), int32(OIDS[type]), int16(-1), int32(-1), int16(0)]),
      ),
    ),
  row: (values: readonly SqlValue[]): Buffer => message('D', int16(values.length), ...values.map(field)),
  complete: (tag: string): Buffer => message('C', text(tag)),
  error: ({ code, message: why, fields }: SqlError): Buffer => {
    const letters = { D: fields.detail, t: fields.table, c: fields.column, n: fields.constraint };
    const severity = code === '57P01' ? 'FATAL' : 'ERROR';
    const told = Object.entries({ S: severity, V: severity, C: code, M: why, ...letters });
    const parts = told.map(([letter, value]) =>
      value === undefined ? Buffer.alloc(0) : text(letter + value),
    );
    return message('E', ...parts, Buffer.alloc(1));
  },
};

function field(value: SqlValue): Buffer {
  if (value === null) return int32(-1);
  const bytes = Buffer.from(typeof value === 'boolean' ? (value ? 't' : 'f') : String(value));
  return Buffer.concat([int32(bytes.length), bytes]);
}
