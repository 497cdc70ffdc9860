import http from 'node:http';
import { expect, test } from 'vitest';
import { simulate } from '../../program/simulate.ts';
import { HttpServer } from './http-server.ts';

test('delays are virtual, and the connection is closed when nothing more comes', async () => {
  const heard: unknown[] = [];
  const run = await simulate(
    (sim) => {
      const server = new HttpServer({
        routes: { '/': { body: ['a', 'b'], delayMs: 60_000, chunkDelayMs: 60_000 } },
        keepAliveTimeoutMs: 10_000,
      });
      const agent = new http.Agent({ keepAlive: true });
      sim.task('client', async () => {
        const response = await new Promise<http.IncomingMessage>((resolve) =>
          http.get({ host: '127.0.0.1', path: '/', agent }, resolve),
        );
        for await (const chunk of response) heard.push(String(chunk));
        heard.push(sim.nowMs >= 180_000 && sim.nowMs < 190_000);
        const [socket] = Object.values(agent.freeSockets).flat();
        await new Promise((resolve) => socket?.once('close', resolve) ?? resolve(undefined));
        heard.push(server.connections);
      });
    },
    { node: true },
  );
  expect([run.findings, heard]).toEqual([[], ['a', 'b', true, 0]]);
});
