import { AsyncLocalStorage } from 'node:async_hooks';
import { once } from 'node:events';
import net from 'node:net';
import type { Logging } from './orders.fixture.ts';

async function listening(server: net.Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return (server.address() as net.AddressInfo).port;
}

/** A client that was connected, and the end of all. */
async function connected(server: net.Server): Promise<readonly [net.Socket, () => Promise<unknown>]> {
  const client = net.connect(await listening(server), '127.0.0.1');
  await once(client, 'connect');
  return [client, () => once(server.close(), 'close')];
}

const storage = new AsyncLocalStorage<string>();

/** What they say of the loop: `i` immediates, `t` timers, lower case at the client, `s…` at the server. */
export const socketPrograms: Readonly<Record<string, Logging>> = {
  'a socket is closed, and an immediate is set': async (log) => {
    const [client, end] = await connected(net.createServer());
    setImmediate(() => log('i'));
    client.on('close', () => log('close')).destroy();
    await once(client, 'close');
    await end();
  },
  'a socket is closed in an immediate, and others are set': async (log) => {
    const [client, end] = await connected(net.createServer());
    client.on('close', () => log('close'));
    setImmediate(() => {
      setImmediate(() => log('i'));
      client.destroy();
    });
    await once(client, 'close');
    await new Promise((resolve) => void setImmediate(resolve));
    await end();
  },
  'two sockets are closed': async (log) => {
    const server = net.createServer();
    const port = await listening(server);
    const clients = [1, 2].map((n) => net.connect(port, '127.0.0.1').on('close', () => log(`close${n}`)));
    await Promise.all(clients.map((client) => once(client, 'connect')));
    for (const client of clients) client.destroy();
    await Promise.all(clients.map((client) => once(client, 'close')));
    await once(server.close(), 'close');
  },
  'an answer and the end come after the own end': async (log) => {
    const server = net.createServer({ allowHalfOpen: true }, (socket) => {
      socket.resume().on('end', () => socket.end('answer'));
    });
    const client = net.connect({ port: await listening(server), host: '127.0.0.1', allowHalfOpen: true });
    client.end('question');
    client.on('data', () => {
      log('data');
      setImmediate(() => log('i'));
    });
    client.on('end', () => log('end'));
    await once(client, 'close');
    await once(server.close(), 'close');
  },
  'two connect at once': async (log) => {
    const server = net.createServer((socket) => {
      log('accept');
      setImmediate(() => log('i'));
      socket.end();
    });
    const port = await listening(server);
    const clients = [1, 2].map((n) => net.connect(port, '127.0.0.1', () => log(`connect${n}`)).resume());
    await Promise.all(clients.map((client) => once(client, 'close')));
    await once(server.close(), 'close');
  },
  'a client writes and ends in a timer': async (log) => {
    const server = net.createServer((socket) => {
      socket.on('data', () => log('s-data')).on('end', () => log('s-end'));
    });
    const [client, end] = await connected(server);
    client.on('finish', () => log('finish')).on('end', () => log('end'));
    setTimeout(() => {
      client.end('x');
      setImmediate(() => log('i'));
    }, 5);
    await once(client.resume(), 'close');
    await end();
  },
  'a client leaves without a word': async (log) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => log('s-error')).resume();
      socket.on('end', () => log('s-end')).on('close', () => log('s-close'));
    });
    const [client, end] = await connected(server);
    setTimeout(() => client.destroy(), 5);
    client.on('close', () => log('close'));
    await once(client, 'close');
    await end();
  },
  'both ends have async contexts': async (log) => {
    const seen = (label: string) => (): void => log(`${label}:${storage.getStore()}`);
    const server = net.createServer((socket) => {
      seen('accept')();
      socket.on('data', seen('s-data')).on('close', seen('s-close'));
    });
    const port = await storage.run('listen', () => listening(server));
    await storage.run('client', async () => {
      const client = net.connect(port, '127.0.0.1', seen('connect'));
      storage.run('write', () => client.end('x', seen('finish')));
      client.on('end', seen('end')).on('close', seen('close')).resume();
      await once(client, 'close');
    });
    storage.run('stop', () => server.close(seen('s-stop')));
    await once(server, 'close');
  },
};
