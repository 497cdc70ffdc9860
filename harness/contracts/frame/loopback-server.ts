import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** An HTTP server on the loopback interface, whose connections end with it. */
export abstract class LoopbackServer {
  /** In the order in which they came. */
  protected readonly sockets: Socket[] = [];
  readonly #server = http.createServer((request, response) => this.take(request, response));

  constructor() {
    this.#server.on('connection', (socket: Socket) => {
      this.sockets.push(socket);
      this.connected(socket);
    });
  }

  /** @returns the port */
  listen(): Promise<number> {
    return new Promise((resolve) => {
      this.#server.listen(0, '127.0.0.1', () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.#server.close();
  }

  /** A request has come. */
  protected abstract take(request: IncomingMessage, response: ServerResponse): void;

  /** A connection was made, the last of `sockets`. */
  protected connected(_socket: Socket): void {}
}
