import net from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Served } from './served.fixture.ts';

const int16 = (value: number): Buffer => Buffer.from([value >> 8, value & 255]);
const int32 = (value: number): Buffer => Buffer.concat([int16(value >> 16), int16(value & 65_535)]);
const text = (value: string): Buffer => Buffer.from(`${value}\0`);

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

const startup = message('', int32(196_608), text('user'), text('tester'), text(''));
const sync = message('S');
const parse = (sql: string): Buffer => message('P', text(''), text(sql), int16(0));
const bind = (format: number, ...values: readonly string[]): Buffer =>
  message(
    'B',
    text(''),
    text(''),
    int16(1),
    int16(format),
    int16(values.length),
    ...values.flatMap((value) => [int32(value.length), Buffer.from(value)]),
    int16(0),
  );
const execute = (most: number): Buffer => message('E', text(''), int32(most));

let served: Served;
beforeEach(async () => {
  served = await Served.start();
});
afterEach(() => served.stop());

/** Says all this after the startup, then goodbye; the types of the answers, with texts of errors and tags. */
async function answers(...said: readonly Buffer[]): Promise<string> {
  const bytes = await bytesFor(Buffer.concat([startup, ...said, message('X')]));
  const told: string[] = [];
  for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
    const type = String.fromCharCode(bytes[at] ?? 0);
    const body = bytes.toString('latin1', at + 5, at + 1 + bytes.readInt32BE(at + 1));
    const code = /\0C(\w{5})\0/.exec(body)?.[1];
    if (type !== 'S')
      told.push(type === 'C' || type === 'Z' ? type + body.replace('\0', '') : type + (code ?? ''));
  }
  return told.join(' ');
}

/** All that the server says to this, up to the end of the connection. */
async function bytesFor(said: Buffer): Promise<Buffer> {
  const socket = net.connect(served.server.port, '127.0.0.1');
  socket.write(said);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

test('TLS is declined, and whoever starts is let in', async () => {
  const bytes = await bytesFor(Buffer.concat([message('', int32(80_877_103)), startup, message('X')]));
  expect(bytes.toString('latin1', 0, 2)).toBe('NR');
  expect(await answers()).toBe('R K ZI');
});

test('a prepared statement tells its parameters and columns before it is bound', async () => {
  const describe = message('D', Buffer.from('S'), text(''));
  expect(await answers(parse('SELECT id FROM accounts WHERE id = $1'), describe, sync)).toBe(
    'R K ZI 1 t T ZI',
  );
  expect(await answers(parse('DELETE FROM accounts'), describe, sync)).toBe('R K ZI 1 t n ZI');
});

test('rows come as many at a time as are asked for', async () => {
  const said = [parse('SELECT id FROM accounts'), bind(0), execute(1), execute(1), execute(0), sync];
  expect(await answers(...said)).toBe('R K ZI 1 2 D s D CSELECT 2 CSELECT 2 ZI');
});

test('after an error all is passed over up to the next Sync', async () => {
  const said = [
    parse('SELECT wrong FROM accounts'),
    bind(0),
    execute(0),
    sync,
    parse(''),
    bind(0),
    execute(0),
    sync,
  ];
  expect(await answers(...said)).toBe('R K ZI E42703 ZI 1 2 I ZI');
});

test('several statements in one query, and none', async () => {
  const query = (sql: string): Buffer => message('Q', text(sql));
  expect(await answers(query('BEGIN; SELECT id FROM accounts; SET x = 1'), query('wrong'), query(''))).toBe(
    'R K ZI CBEGIN T D D CSELECT 2 CSET ZT E0A000 ZE I ZE',
  );
});

test('binary values, and messages that it does not have, are refused', async () => {
  expect(await answers(parse('SELECT $1'), bind(1, 'x'), sync, message('F'), sync)).toBe(
    'R K ZI 1 E0A000 ZI E0A000 ZI',
  );
});

test('a statement that waits can be cancelled from another connection', async () => {
  const [a, b] = [await served.client(), await served.client()];
  await a.query('BEGIN');
  await a.query('UPDATE accounts SET balance = 0');
  const waits = b.query('UPDATE accounts SET balance = 1').catch((error: unknown) => error);
  await a.query('SELECT 1');
  // Until it waits, there is nothing to cancel.
  const isOver = waits.then(() => true);
  while (!(await Promise.race([isOver, cancel(b.processID)])));
  expect(await waits).toMatchObject({ code: '57014' });
});

async function cancel(process: number): Promise<boolean> {
  await bytesFor(message('', int32(80_877_102), int32(process), int32(1)));
  return false;
}
