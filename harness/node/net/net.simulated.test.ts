import http from 'node:http';
import net from 'node:net';
import { expect, test } from 'vitest';
import type { Run } from '../../core/run.ts';
import { simulate } from '../../program/simulate.ts';

function idsOf(run: Run): readonly string[] {
  return run.delivered.map((event) => run.idOf(event));
}

test('what happens over a socket are events of the run, in the name of whose end it is', async () => {
  const log: string[] = [];
  const run = await simulate(
    (sim) => {
      net.createServer((socket) => socket.on('data', (bytes) => socket.end(bytes))).listen(80);
      sim.task('client', async () => {
        await new Promise<void>((resolve) => {
          const socket = net.connect(80, '127.0.0.1', () => socket.write('hello'));
          socket.on('data', (bytes) => log.push(String(bytes))).on('close', () => resolve());
        });
      });
    },
    { node: true },
  );
  expect([run.findings, log]).toEqual([[], ['hello']]);
  expect(idsOf(run)).toEqual([
    'client: start#1',
    'client: net.connect(client:1→80)#1',
    'main: net.accept(client:1→80)#1',
    'client: net.connected(client:1→80)#1',
    'main: net.data(client:1→80)#1',
    'client: net.data(80→client:1)#1',
    'main: net.shutdown(80→client:1)#1',
    'client: net.end(80→client:1)#1',
    'client: net.shutdown(client:1→80)#1',
    'client: net.close(client:1→80)#1',
    'main: net.end(client:1→80)#1',
    'main: net.close(80→client:1)#1',
  ]);
});

test('a request of HTTP is answered, on the date of the run', async () => {
  const log: unknown[] = [];
  const run = await simulate(
    (sim) => {
      http.createServer((_request, response) => response.end('hello')).listen(80);
      sim.task('client', async () => {
        await new Promise<void>((resolve) => {
          http.get({ port: 80, host: '127.0.0.1' }, (response) => {
            log.push(response.statusCode, response.headers.date);
            response.on('data', (bytes) => log.push(String(bytes))).on('end', resolve);
          });
        });
      });
    },
    { node: true },
  );
  expect([run.findings, log]).toEqual([[], [200, 'Mon, 01 Jan 2024 00:00:00 GMT', 'hello']]);
});

test('fetch is the same in each run', async () => {
  const runs: (readonly string[])[] = [];
  for (let i = 0; i < 3; i++) {
    let text = '';
    const run = await simulate(
      (sim) => {
        http.createServer((_request, response) => response.end('hello')).listen(80);
        sim.task('client', async () => (text = await (await fetch('http://127.0.0.1/')).text()));
      },
      { node: true },
    );
    expect([run.findings, text]).toEqual([[], 'hello']);
    runs.push(run.created.map((event) => run.idOf(event)));
  }
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
});

test('a server closes its idle connections in the order in which they came', async () => {
  const closed: (number | undefined)[] = [];
  const run = await simulate(
    (sim) => {
      const server = http.createServer((_request, response) => response.end()).listen(80);
      server.on('connection', (socket: net.Socket) => {
        const { remotePort } = socket;
        socket.on('close', () => closed.push(remotePort));
      });
      sim.task('client', async () => {
        const agent = new http.Agent({ keepAlive: true });
        const ask = (): Promise<void> =>
          new Promise((resolve) => {
            http.get({ host: '127.0.0.1', agent }, (response) => response.resume().on('end', resolve));
          });
        await Promise.all(Array.from({ length: 8 }, ask));
        server.closeIdleConnections();
      });
    },
    { node: true },
  );
  expect(run.findings).toEqual([]);
  expect(closed).toHaveLength(8);
  // The loop tells of what was closed in one turn in reverse.
  expect(closed).toEqual(closed.toSorted((a = 0, b = 0) => b - a));
});

test('where nobody listens a connection is refused', async () => {
  const errors: unknown[] = [];
  await simulate(
    (sim) => {
      sim.task('client', () => void net.connect(81, '127.0.0.1').on('error', (error) => errors.push(error)));
    },
    { node: true },
  );
  expect(errors).toMatchObject([
    { code: 'ECONNREFUSED', syscall: 'connect', address: '127.0.0.1', port: 81, errno: -111 },
  ]);
});

test('nobody else listens on a port', async () => {
  const errors: unknown[] = [];
  await simulate(
    () => {
      net.createServer().listen(80);
      net
        .createServer()
        .listen(80)
        .on('error', (error) => errors.push(error));
    },
    { node: true },
  );
  expect(errors).toMatchObject([
    { code: 'EADDRINUSE', message: 'listen EADDRINUSE: address already in use :::80' },
  ]);
});

test('outside of runs sockets are real', async () => {
  const server = net.createServer((socket) => socket.end('real'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  const text = await new Promise((resolve) =>
    net.connect(port, '127.0.0.1').on('data', (bytes) => resolve(String(bytes))),
  );
  server.close();
  expect(text).toBe('real');
});
