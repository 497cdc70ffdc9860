import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { LoopbackServer } from '../frame/loopback-server.ts';

/** A server that holds each request until it is told what to do with it, and notes what happens to it. */
export class ScriptServer extends LoopbackServer {
  readonly #log: string[] = [];
  readonly #held = new Map<string, { readonly response: ServerResponse; readonly socket: Socket }>();

  /** What has happened so far. */
  get log(): readonly string[] {
    return this.#log;
  }

  /** `r1 head 200`, `r1 chunk abc` and so on. @throws Error for what it cannot do */
  perform(action: string): void {
    const [name = '', what = '', ...args] = action.split(' ');
    const held = this.#held.get(name);
    if (held === undefined) throw new Error(`there is no request ${name}`);
    const { response, socket } = held;
    const text = args.join(' ');
    switch (what) {
      case 'head': {
        const [status, ...headers] = args;
        for (const header of headers) response.appendHeader(...pairOf(header));
        response.writeHead(Number(status));
        response.flushHeaders();
        return;
      }
      case 'chunk':
        response.write(text);
        return;
      case 'end':
        response.end(text);
        return;
      case 'trailer':
        response.addTrailers(Object.fromEntries([pairOf(text)]));
        return;
      case 'reply':
        response.writeHead(Number(args[0]));
        response.end(args.slice(1).join(' '));
        return;
      case 'information':
        response.writeEarlyHints({ link: '</a>; rel=preload' });
        return;
      // Not by way of the response, which would not let it be wrong.
      case 'raw':
        socket.write(text.replaceAll('\\r\\n', '\r\n'));
        return;
      case 'drop':
        socket.destroy();
        return;
      case 'finish':
        socket.end();
        return;
      case 'reset':
        socket.resetAndDestroy();
        return;
      case 'timeout':
        response.setTimeout(Number(text), () => void socket.destroy());
        return;
      default:
        throw new Error(`"${action}" is nothing that the server does`);
    }
  }

  protected override connected(socket: Socket): void {
    const name = `connection ${this.sockets.length}`;
    socket.on('error', (error: NodeJS.ErrnoException) => this.#log.push(`${name} ${error.code}`));
    socket.on('close', () => this.#log.push(`${name} closed`));
  }

  protected take(request: IncomingMessage, response: ServerResponse): void {
    const name = String(request.headers['x-name']);
    this.#held.set(name, { response, socket: request.socket });
    const connection = this.sockets.indexOf(request.socket) + 1;
    this.#log.push(`${name} ${request.method} on ${connection}`);
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => body !== '' && this.#log.push(`${name} sent ${body}`));
    request.on('error', (error: NodeJS.ErrnoException) => this.#log.push(`${name} ${error.code}`));
    response.on('finish', () => this.#log.push(`${name} is answered`));
    response.on('close', () =>
      this.#log.push(`${name} is closed${response.writableFinished ? '' : ' early'}`),
    );
    response.on('error', (error: NodeJS.ErrnoException) => this.#log.push(`${name} response ${error.code}`));
  }
}

function pairOf(header: string): [string, string] {
  const [name = '', value = ''] = header.split(':');
  return [name, value];
}
