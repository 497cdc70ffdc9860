import https from 'node:https';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import { certificate } from './certificate.fixture.ts';

test('https is answered, and its runs are alike', async () => {
  const runs: (readonly string[])[] = [];
  for (let i = 0; i < 3; i++) {
    const log: unknown[] = [];
    const run = await simulate(
      (sim) => {
        https.createServer(certificate, (_request, response) => response.end('secret')).listen(443);
        sim.task('client', async () => {
          await new Promise<void>((resolve) => {
            https.get({ host: '127.0.0.1', rejectUnauthorized: false }, (response) => {
              response.on('data', (bytes) => log.push(String(bytes))).on('end', resolve);
            });
          });
        });
      },
      { node: true },
    );
    expect([run.findings, log]).toEqual([[], ['secret']]);
    runs.push(run.created.map((event) => run.idOf(event)));
  }
  expect(runs[1]).toEqual(runs[0]);
  expect(runs[2]).toEqual(runs[0]);
});

test('a reset below it is an error of the socket above', async () => {
  const log: unknown[] = [];
  const run = await simulate(
    (sim) => {
      let raw: Socket | undefined;
      const server = tls.createServer(certificate, (socket) => {
        socket.on('error', () => {}).on('data', () => raw?.resetAndDestroy());
      });
      server.on('connection', (socket: Socket) => (raw = socket)).listen(443);
      sim.task('client', () => {
        const socket = tls.connect({ port: 443, host: '127.0.0.1', rejectUnauthorized: false }, () => {
          socket.write('hello');
        });
        socket
          .on('error', (error: NodeJS.ErrnoException) => log.push(error.code))
          .on('close', () => log.push('close'));
      });
    },
    { node: true },
  );
  expect(run.findings).toEqual([]);
  expect(log).toEqual(['ECONNRESET', 'close']);
});
