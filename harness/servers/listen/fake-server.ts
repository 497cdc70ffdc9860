import type { Server, Socket } from 'node:net';

/** Where a server listens. */
export interface ListenOptions {
  /** Default: the usual one of its protocol; 0 for any that is free. */
  readonly port?: number;
  /** A name or address of the machine. Default: all of its addresses. */
  readonly host?: string;
}

/** Why a connection is over: the client has left, or the server's side is broken. */
type Parting = 'left' | 'broken';

/**
 * A server that listens from the moment it is made, over `node:net`. In a run on a simulated Node it is a program of
 * the simulated machine, and what it keeps is gone after the run; outside of runs it is a real server.
 */
export abstract class FakeServer {
  readonly #make: () => Server;
  readonly #options: ListenOptions;
  readonly #usualPort: number;
  /** Who is connected, and what to do when that is over. */
  readonly #clients = new Map<Socket, (how: Parting) => void>();
  #server: Server;
  #listening: Promise<void>;

  constructor(make: () => Server, options: ListenOptions, usualPort: number) {
    this.#make = make;
    this.#options = options;
    this.#usualPort = usualPort;
    this.#server = make();
    this.#listening = this.#listen();
  }

  /** Resolves once it listens, rejects where it cannot. */
  get listening(): Promise<void> {
    return this.#listening;
  }

  /** The port on which it listens, 0 before it does and once it is closed. */
  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.#clients.size;
  }

  /** Breaks all connections, as a server that dies; what it has stored stays, and it goes on listening. */
  disconnect(): void {
    for (const socket of this.#clients.keys()) {
      socket.destroy();
      this.#forget(socket, 'broken');
    }
  }

  /** Stops listening and breaks all connections. Resolves when both are done. */
  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.disconnect();
    });
  }

  /**
   * Listens again, with what it has stored: after `close`, or after a crash of the simulated machine, which is the end of
   * all its programs: `sim.onRestart(() => server.restart())`.
   */
  restart(): void {
    for (const socket of this.#clients.keys()) this.#forget(socket, 'broken');
    this.#server = this.#make();
    this.#listening = this.#listen();
  }

  /** A client has connected. Returns what to do when it is over: the client has left, or the server’s side is broken. */
  protected connected(_socket: Socket): (how: 'left' | 'broken') => void {
    return () => {};
  }

  #listen(): Promise<void> {
    const server = this.#server.on('connection', (socket) => {
      socket.on('close', () => this.#forget(socket, 'left'));
      // A client that goes away is no failure of the server.
      socket.on('error', () => {});
      this.#clients.set(socket, this.connected(socket));
    });
    const { port = this.#usualPort, host } = this.#options;
    return new Promise((resolve, reject) => {
      server.once('listening', resolve).once('error', reject).listen(port, host);
    });
  }

  #forget(socket: Socket, how: Parting): void {
    const gone = this.#clients.get(socket);
    this.#clients.delete(socket);
    gone?.(how);
  }
}
