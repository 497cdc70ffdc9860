import type { Server, Socket } from 'node:net';

/** Where a server listens. */
export interface ListenOptions {
  /** Default: the usual one of its protocol; 0 for any that is free. */
  readonly port?: number;
  /** A name or address of the machine. Default: all of its addresses. */
  readonly host?: string;
}

/**
 * A server that listens from the moment it is made, over `node:net`. In a run on a simulated Node it is a program of
 * the simulated machine, and what it keeps is gone after the run; outside of runs it is a real server.
 */
export abstract class FakeServer {
  /** Resolves once it listens, rejects where it cannot. */
  readonly listening: Promise<void>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(server: Server, { port, host }: ListenOptions, usualPort: number) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      // A client that goes away is no failure of the server.
      socket.on('error', () => {});
    });
    this.listening = new Promise((resolve, reject) => {
      server.once('listening', resolve).once('error', reject);
    });
    server.listen(port ?? usualPort, host);
  }

  /** The port on which it listens, 0 before it does and once it is closed. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Breaks all connections, as a server that dies; what it has stored stays, and it goes on listening. */
  disconnect(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Stops listening and breaks all connections. Resolves when both are done. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.disconnect();
    });
  }
}
