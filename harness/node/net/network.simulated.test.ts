import net from 'node:net';
import { expect, test } from 'vitest';
import type { Sim } from '../../core/sim.ts';
import { simulate } from '../../program/simulate.ts';

const node = { hosts: { db: '10.0.0.5', api: '10.0.0.6' } };

type Log = (what: string) => void;

/** A server that echoes, and a client that reports what happens to its connection to `db`. */
function connectTo(sim: Sim, log: Log): net.Socket {
  net
    .createServer((socket) => socket.on('data', (bytes) => socket.write(bytes)).on('error', () => {}))
    .listen(80);
  const socket = net.connect(80, '10.0.0.5');
  socket.on('connect', () => log(`connect ${socket.remoteAddress}`));
  socket.on('data', (bytes) => log(`data ${String(bytes)} ${Math.round(sim.nowMs)}`));
  socket.on('error', (error: NodeJS.ErrnoException) => log(`error ${error.code} ${Math.round(sim.nowMs)}`));
  return socket;
}

async function logOf(program: (sim: Sim, log: string[]) => void): Promise<readonly string[]> {
  const log: string[] = [];
  const run = await simulate((sim) => program(sim, log), { node });
  expect(run.findings).toEqual([]);
  return log;
}

test('what is sent over a partition arrives when it is healed', async () => {
  const log = await logOf((sim, told) => {
    sim.task('client', () => {
      const socket = connectTo(sim, (what) => told.push(what));
      socket.on('connect', () => {
        sim.network.partition('localhost', 'db');
        socket.write('a');
        setTimeout(() => sim.network.heal('localhost', 'db'), 1_000);
      });
    });
  });
  expect(log).toEqual(['connect 10.0.0.5', 'data a 1000']);
});

test('one way may be cut alone', async () => {
  const log = await logOf((sim, told) => {
    sim.task('client', () => {
      net
        .createServer((socket) =>
          socket.on('data', (bytes) => told.push(`server ${String(bytes)}`)).write('b'),
        )
        .listen(80);
      const socket = net.connect(80, '10.0.0.5', () => {
        sim.network.cut('db', 'localhost');
        socket.write('a');
        setTimeout(() => {
          told.push('healed');
          sim.network.heal();
        }, 1_000);
      });
      socket.on('data', (bytes) => told.push(`client ${String(bytes)}`));
    });
  });
  expect(log).toEqual(['server a', 'healed', 'client b']);
});

test('a call over a partition times out, or is answered once that is healed', async () => {
  const timedOut = await logOf((sim, told) => {
    sim.network.partition('localhost', 'db');
    sim.task('client', () => void connectTo(sim, (what) => told.push(what)));
  });
  expect(timedOut).toEqual(['error ETIMEDOUT 127000']);
  const answered = await logOf((sim, told) => {
    sim.network.partition('localhost', 'db');
    sim.task('client', () => {
      connectTo(sim, (what) => told.push(what));
      setTimeout(() => sim.network.heal(), 10);
    });
  });
  expect(answered).toEqual(['connect 10.0.0.5']);
});

test('a slow link takes its time, another does not', async () => {
  const log = await logOf((sim, told) => {
    sim.network.slow('localhost', 'db', [300, 400]);
    sim.task('client', () => {
      const socket = connectTo(sim, (what) => told.push(what));
      socket.write('a');
    });
  });
  expect(log).toEqual(['connect 10.0.0.5', 'data a 600']);
});

test('a reset befalls both ends', async () => {
  const log = await logOf((sim, told) => {
    sim.task('client', () => {
      const socket = connectTo(sim, (what) => told.push(what));
      socket.on('connect', () => setTimeout(() => sim.network.reset('localhost', 'db'), 5));
    });
  });
  expect(log).toEqual(['connect 10.0.0.5', 'error ECONNRESET 5']);
});

test('other hosts than those of the scenario there are not', async () => {
  const run = simulate((sim) => sim.network.partition('localhost', 'dv'), { node });
  await expect(run).rejects.toThrow("There is no host 'dv': node: { hosts } has localhost, db, api.");
});
