import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { livePage } from '../../../reports/html/live-page.ts';
import type { LiveState } from '../../../reports/html/model/live-state.ts';
import { UsageError } from '../../core/usage-error.ts';

/** The loopback interface alone: nobody else's machine sees what runs on this one. */
const HOST = '127.0.0.1';

export interface LiveServer {
  readonly url: string;
  /** Ends it at once, whoever looks on. */
  readonly close: () => void;
}

/**
 * Shows an exploration while it runs, to who asks on this machine. Nothing can be changed by asking.
 * @param port 0 for any that is free
 * @throws UsageError where the port is not to be had
 */
export async function serveLive(port: number, state: () => LiveState): Promise<LiveServer> {
  const page = livePage();
  const server = createServer((request, response) => {
    const { port: own } = server.address() as AddressInfo;
    answer(request, response, [`${HOST}:${own}`, `localhost:${own}`]);
  });

  function answer(request: IncomingMessage, response: ServerResponse, names: readonly string[]): void {
    const send = (status: number, type: string, text: string): void => {
      response.writeHead(status, {
        'content-type': `${type}; charset=utf-8`,
        'content-security-policy': page.policy,
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      response.end(request.method === 'HEAD' ? undefined : text);
    };
    // Another site's name that leads here would let that site read what stands here.
    if (!names.includes(request.headers.host ?? '')) return send(403, 'text/plain', 'Not by this name.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(405, 'text/plain', 'This page is read only.\n');
    }
    if (request.url === '/') return send(200, 'text/html', page.text);
    if (request.url === '/state.json') return send(200, 'application/json', JSON.stringify(state()));
    return send(404, 'text/plain', 'There is nothing here.\n');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UsageError(
          `--serve: port ${port} is not to be had (${error.code ?? error.message}); --serve takes any.`,
        ),
      );
    });
    server.listen(port, HOST, resolve);
  });
  server.unref();
  return {
    url: `http://${HOST}:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
