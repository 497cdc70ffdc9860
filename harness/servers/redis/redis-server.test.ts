import net from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { RedisServer } from './redis-server.ts';
import { answers, talk } from './talk.fixture.ts';

let server: RedisServer | undefined;
afterEach(async () => {
  vi.useRealTimers();
  await server?.close();
});

async function started(options: ConstructorParameters<typeof RedisServer>[0] = {}): Promise<RedisServer> {
  server = new RedisServer({ port: 0, host: '127.0.0.1', ...options });
  await server.listening;
  return server;
}

/** What the commands are answered, reply by reply, without the last one. */
async function replies(...commands: readonly string[]): Promise<string> {
  const { port } = server ?? (await started());
  const text = await talk(port, ...commands);
  return text.slice(0, -'+OK\r\n'.length).replaceAll('\r\n', ' ').trimEnd();
}

test('strings, in one pipeline', async () => {
  await started({ data: { stock: '3' } });
  expect(
    await replies('DECR stock', 'GET stock', 'GET none', 'SET stock é', 'INCR stock', 'STRLEN stock'),
  ).toBe(':2 $1 2 $-1 +OK -ERR value is not an integer or out of range :2');
  expect(server?.store().get('stock')).toBe('é');
});

test('commands that are split anywhere', async () => {
  const { port } = await started();
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
  const got = answers(socket);
  const bytes = Buffer.from(
    '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$2\r\né\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n*1\r\n$4\r\nQUIT\r\n',
  );
  for (const byte of bytes) await new Promise((resolve) => socket.write(Buffer.of(byte), resolve));
  expect(await got).toBe('+OK\r\n$2\r\né\r\n+OK\r\n');
});

test('a lock: NX, a time to live, and a release by its owner only', async () => {
  const { port } = await started();
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  expect(await replies('SET lock a NX PX 1000', 'SET lock b NX PX 1000', 'PTTL lock')).toBe('+OK $-1 :1000');
  vi.setSystemTime(999);
  expect(await replies('PTTL lock', 'SET lock b NX GET')).toBe(':1 $1 a');
  vi.setSystemTime(1000);
  expect(await replies('GET lock', 'SET lock b NX PX 1000', 'PEXPIRE lock 5000 LT')).toBe('$-1 +OK :0');
  const release = `if redis.call("get", KEYS[1]) == ARGV[1] then
      return redis.call("del", KEYS[1])
    else return 0 end`;
  const text = await evaluated(port, release, ['lock'], ['a']);
  expect([text, await evaluated(port, release, ['lock'], ['b'])]).toEqual([':0\r\n', ':1\r\n']);
  expect(server?.store().keys()).toEqual([]);
});

/** What EVAL and EVALSHA of a script are answered. */
async function evaluated(port: number, script: string, keys: string[], args: string[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  const got = answers(socket);
  for (const words of [['EVAL', script, String(keys.length), ...keys, ...args], ['QUIT']])
    socket.write(`*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`);
  return (await got).slice(0, -'+OK\r\n'.length);
}

test('scripts of the author, and none that is not known', async () => {
  const { port } = await started({
    scripts: { 'return twice': (call, keys) => [call('INCR', ...keys), call('INCR', ...keys)] },
  });
  expect(await evaluated(port, 'return twice', ['n'], [])).toBe('*2\r\n:1\r\n:2\r\n');
  expect(await evaluated(port, 'return 1', [], [])).toMatch(/^-ERR this fake server runs no Lua: say what/);
  expect(await replies('EVALSHA 00 0')).toBe('-NOSCRIPT No matching script. Please use EVAL.');
});

test('MULTI executes all that it was told, and not after a watched key has changed', async () => {
  await started();
  expect(await replies('MULTI', 'INCR n', 'LPUSH n x', 'GET n', 'EXEC')).toBe(
    '+OK +QUEUED +QUEUED +QUEUED *3 :1 -WRONGTYPE Operation against a key holding the wrong kind of value $1 1',
  );
  expect(await replies('WATCH n', 'INCR n', 'MULTI', 'INCR n', 'EXEC', 'GET n')).toBe(
    '+OK :2 +OK +QUEUED *-1 $1 2',
  );
  expect(await replies('MULTI', 'INCR', 'INCR n', 'EXEC', 'EXEC')).toBe(
    "+OK -ERR wrong number of arguments for 'incr' command +QUEUED -EXECABORT Transaction discarded because " +
      'of previous errors. -ERR EXEC without MULTI',
  );
});

test('a watched key that expires has changed', async () => {
  const { port } = await started();
  vi.useFakeTimers({ toFake: ['Date'], now: 0 });
  server?.store().set('k', 'v', 10);
  const socket = net.connect(port, '127.0.0.1');
  const got = answers(socket);
  const say = (...words: string[]) =>
    socket.write(`*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`);
  const watched = new Promise((resolve) => socket.once('data', resolve));
  say('WATCH', 'k');
  await watched;
  vi.setSystemTime(10);
  say('MULTI');
  say('EXEC');
  say('QUIT');
  expect(await got).toBe('+OK\r\n+OK\r\n*-1\r\n+OK\r\n');
});

test('hashes, lists and sets, which are gone with their last item', async () => {
  await started();
  expect(await replies('HSET h a 1 b 2', 'HINCRBY h a 4', 'HGETALL h', 'HDEL h a b', 'EXISTS h')).toBe(
    ':2 :5 *4 $1 a $1 5 $1 b $1 2 :2 :0',
  );
  expect(
    await replies('RPUSH l a b c', 'LPUSH l x y', 'LRANGE l 0 -2', 'RPOPLPUSH l m', 'LPOP l 9', 'TYPE l'),
  ).toBe(':3 :5 *4 $1 y $1 x $1 a $1 b $1 c *4 $1 y $1 x $1 a $1 b +none');
  expect(await replies('SADD s a b a', 'SISMEMBER s b', 'SREM s a c', 'SMEMBERS s', 'KEYS ?')).toBe(
    ':2 :1 :1 *1 $1 b *2 $1 m $1 s',
  );
});

test('what is wrong with an argument is said before anything is looked at, as Redis does', async () => {
  await started({ data: { s: 'text', h: new Map([['f', 'x']]) } });
  const wrong = ['LPOP s -1', 'LRANGE s 0 z', 'HINCRBY s f z', 'HSET s f 1 g', 'SET s x PX', 'FLUSHDB now'];
  expect((await replies(...wrong, 'HINCRBY h f 1', 'RPOP none 1', 'RPOP none')).replaceAll(' -', '\n-')).toBe(
    [
      '-ERR value is out of range, must be positive',
      '-ERR value is not an integer or out of range',
      '-ERR value is not an integer or out of range',
      "-ERR wrong number of arguments for 'hset' command",
      '-ERR syntax error',
      '-ERR syntax error',
      '-ERR hash value is not an integer *-1 $-1',
    ].join('\n'),
  );
});

test('what is published reaches those who subscribed, by name and by pattern', async () => {
  const { port } = await started();
  const socket = net.connect(port, '127.0.0.1');
  const got = answers(socket);
  await new Promise((resolve) => {
    socket.once('data', resolve);
    socket.write('*2\r\n$9\r\nSUBSCRIBE\r\n$4\r\nnews\r\n');
  });
  socket.write('*2\r\n$10\r\nPSUBSCRIBE\r\n$2\r\nn*\r\n*2\r\n$3\r\nGET\r\n$1\r\nk\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  expect(await replies('PUBLISH news hi', 'PUBLISH other hi')).toBe(':2 :0');
  socket.write('*1\r\n$11\r\nUNSUBSCRIBE\r\n*1\r\n$4\r\nQUIT\r\n');
  expect((await got).replaceAll('\r\n', ' ')).toBe(
    '*3 $9 subscribe $4 news :1 *3 $10 psubscribe $2 n* :2 ' +
      "-ERR Can't execute 'get': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context " +
      '*3 $7 message $4 news $2 hi *4 $8 pmessage $2 n* $4 news $2 hi *3 $11 unsubscribe $4 news :1 +OK ',
  );
});

test('RESP3 after HELLO 3', async () => {
  await started({ data: { h: new Map([['a', '1']]), s: new Set(['b']) } });
  expect(await replies('HELLO 3', 'HGETALL h', 'SMEMBERS s', 'GET none')).toMatch(
    /^%7 \$6 server \$5 redis .* %1 \$1 a \$1 1 ~1 \$1 b _$/,
  );
});

test('databases are apart, and unknown commands are said to be so', async () => {
  await started();
  expect(await replies('SET k 0', 'SELECT 1', 'GET k', 'SET k 1')).toBe('+OK +OK $-1 +OK');
  expect([server?.store().get('k'), server?.store(1).get('k')]).toEqual(['0', '1']);
  expect(await replies('XADD a b')).toBe("-ERR unknown command 'XADD', with args beginning with: 'a' 'b'");
});

test('disconnect breaks the connections and keeps the data', async () => {
  const { port } = await started({ data: { k: 'v' } });
  const socket = net.connect(port, '127.0.0.1');
  await new Promise((resolve) => {
    socket.once('data', resolve);
    socket.write('*1\r\n$4\r\nPING\r\n');
  });
  expect(server?.connections).toBe(1);
  const end = new Promise((resolve) => socket.once('close', resolve));
  server?.disconnect();
  await end;
  expect(await replies('GET k')).toBe('$1 v');
});
