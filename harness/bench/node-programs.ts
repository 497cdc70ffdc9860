import { open } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import zlib from 'node:zlib';
import type { Sim } from '../core/sim.ts';

/** Something that a run does. */
export interface NodeProgram {
  readonly name: string;
  /** Whether it needs a simulated Node; that without is what the others are compared with. */
  readonly isSimulated: boolean;
  run(sim: Sim): void;
}

const PORT = 8080;

function get(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port: PORT, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve(body));
    });
    request.on('error', reject);
  });
}

/** What the prototype was measured with, as far as Node brings it along. */
export const programs: readonly NodeProgram[] = [
  {
    name: '2 tasks × 3 operations',
    isSimulated: false,
    run(sim) {
      const operation = sim.operation('op', { latencyMs: [0.05, 20] });
      const body = async (): Promise<void> => {
        for (const step of [1, 2, 3]) await operation.call('x', () => step);
      };
      sim.task('a', body);
      sim.task('b', body);
    },
  },
  {
    name: '2 tasks × 3 file operations',
    isSimulated: true,
    run(sim) {
      sim.task('writer', async () => {
        const file = await open('/a', 'w');
        await file.write('hello');
        await file.close();
      });
      sim.task('reader', async () => {
        const file = await open('/b', 'w+');
        await file.read(Buffer.alloc(10), 0, 10, 0);
        await file.close();
      });
    },
  },
  {
    name: 'an echo over TCP',
    isSimulated: true,
    run(sim) {
      const server = net.createServer((socket) => socket.on('data', (data) => socket.end(data)));
      server.listen(PORT);
      sim.task(
        'client',
        () =>
          new Promise((resolve) => {
            const socket = net.connect(PORT, '127.0.0.1', () => socket.write('x'));
            socket.on('data', () => {});
            socket.on('close', resolve);
          }),
      );
    },
  },
  {
    name: 'an HTTP request and its reply',
    isSimulated: true,
    run(sim) {
      http.createServer((_, response) => response.end('hi')).listen(PORT);
      sim.task('client', () => get('/'));
    },
  },
  {
    name: 'two HTTP requests at once',
    isSimulated: true,
    run(sim) {
      http.createServer((_, response) => response.end('hi')).listen(PORT);
      sim.task('client', () => get('/'));
      sim.task('other', () => get('/'));
    },
  },
  {
    name: 'fetch and its reply',
    isSimulated: true,
    run(sim) {
      http.createServer((_, response) => response.end('hi')).listen(PORT);
      sim.task('client', async () => (await fetch(`http://127.0.0.1:${PORT}/`)).text());
    },
  },
  {
    name: 'gzip and gunzip of 1 kB',
    isSimulated: true,
    run(sim) {
      sim.task(
        'packer',
        () =>
          new Promise((resolve) => {
            zlib.gzip('x'.repeat(1000), (_, packed) =>
              zlib.gunzip(packed, (_error, data) => resolve(data.length)),
            );
          }),
      );
    },
  },
];
