import dgram from 'node:dgram';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../core/run.ts';
import type { Sim } from '../../core/sim.ts';
import { failing } from '../../core/failing.fixture.ts';
import { simulate } from '../../program/simulate.ts';

/** A server that notes what comes, and a client that sends; closed when all has come. */
async function exchange(
  note: (text: string, from: dgram.RemoteInfo) => void,
  texts: readonly string[],
  address = '127.0.0.1',
): Promise<void> {
  const server = dgram.createSocket('udp4');
  let left = texts.length;
  await new Promise<void>((resolve) => {
    server.on('message', (bytes, from) => {
      note(String(bytes), from);
      left -= 1;
      if (left === 0) server.close(resolve);
    });
    server.bind(5353, () => {
      const client = dgram.createSocket('udp4');
      for (const text of texts) client.send(text, 5353, address);
      client.unref();
    });
  });
}

test('what is sent on one host arrives in order, with the address of who sent it', async () => {
  const got: unknown[] = [];
  const run = await simulate(
    (sim) =>
      void sim.task('both', () =>
        exchange((text, { address, family }) => got.push([text, address, family]), ['a', 'b']),
      ),
    { node: true },
  );
  expect([run.findings, run.tasks.get('both')?.status]).toEqual([[], 'fulfilled']);
  expect(got).toEqual([
    ['a', '127.0.0.1', 'IPv4'],
    ['b', '127.0.0.1', 'IPv4'],
  ]);
  expect(run.created.map((event) => run.idOf(event))).toContain('both: net.datagram(both:2→5353)#2');
});

test('the real loopback tells the same', async () => {
  const got: unknown[] = [];
  await exchange((text, { address, family }) => got.push([text, address, family]), ['a', 'b']);
  expect(got).toEqual([
    ['a', '127.0.0.1', 'IPv4'],
    ['b', '127.0.0.1', 'IPv4'],
  ]);
});

describe('a datagram may', () => {
  const send = (sim: Sim, got: string[]): void => {
    const server = dgram.createSocket('udp4', (bytes) => got.push(String(bytes)));
    server.bind(53);
    sim.task(
      'client',
      () => new Promise((sent) => dgram.createSocket('udp4').send('a', 53, '127.0.0.1', sent)),
    );
  };

  test.each([
    ['lost', []],
    ['twice', ['a', 'a']],
  ])('be %s, where the fault menu says so', async (fault, expected) => {
    const got: string[] = [];
    const menu = { 'net.datagram': [fault] };
    await simulate((sim) => send(sim, got), { node: true, menu, picker: failing('net.datagram', fault) });
    expect(got).toEqual(expected);
  });

  test('go to nobody', async () => {
    const run = await simulate(
      (sim) =>
        void sim.task('client', () => new Promise((sent) => dgram.createSocket('udp4').send('a', 9, sent))),
      { node: true },
    );
    expect([run.findings, run.tasks.get('client')?.status]).toEqual([[], 'fulfilled']);
  });
});

test('a port that is taken is so, and multicast is refused by name', async () => {
  const errors: string[] = [];
  await simulate(
    () => {
      dgram.createSocket('udp4').bind(53);
      dgram
        .createSocket('udp4')
        .on('error', ({ message }) => errors.push(message))
        .bind(53);
    },
    { node: true },
  );
  expect(errors).toEqual(['bind EADDRINUSE 0.0.0.0:53']);
  const joining = (): Promise<Run> =>
    simulate(
      () => {
        const socket = dgram.createSocket('udp4');
        socket.bind(53, () => socket.addMembership('224.0.0.251'));
      },
      { node: true },
    );
  await expect(joining()).rejects.toThrow('multicast (node:dgram) is not simulated');
});
