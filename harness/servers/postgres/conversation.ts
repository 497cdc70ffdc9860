import type { Socket } from 'node:net';
import { terminated } from '../sql/sql-session.ts';
import { backend } from './backend-message.ts';
import type { Connection } from './connection.ts';
import { type FrontendMessage, FrontendReader } from './frontend-message.ts';

/** What lets one connection cancel a statement of another; nobody here is to be kept from it. */
const SECRET = 1;

/** What a conversation tells its server. */
export interface Surroundings {
  /** Cancels the statement of another connection, by the number of its process. */
  cancel(process: number): void;
  /** It is over, and its transaction is. */
  ended(): void;
}

/** A client's socket: takes its messages one at a time, each when the one before it has its answer. */
export class Conversation {
  readonly #socket: Socket;
  readonly #connection: Connection;
  readonly #process: number;
  readonly #surroundings: Surroundings;
  readonly #queue: FrontendMessage[] = [];
  #answers: Buffer[] = [];
  #isBusy = false;
  #hasClient = true;
  #isTerminated = false;

  /** @param process by what other connections name this one */
  constructor(socket: Socket, connection: Connection, process: number, surroundings: Surroundings) {
    this.#socket = socket;
    this.#connection = connection;
    this.#process = process;
    this.#surroundings = surroundings;
  }

  /** Whether its statement waits for a lock, and will until somebody else does something. */
  get waits(): boolean {
    return this.#connection.waits;
  }

  /** Listens to the client, from now on. */
  begin(): void {
    const reader = new FrontendReader();
    this.#socket.on('data', (chunk) => {
      this.#queue.push(...reader.read(chunk));
      if (!this.#isBusy) void this.#work();
    });
  }

  /** Cancels its statement, if that waits. */
  cancel(): void {
    this.#connection.cancel();
  }

  /** Ends the connection from the server's side, as `pg_terminate_backend` does; the client is told why. */
  terminate(): void {
    this.#isTerminated = true;
    this.#connection.close();
    if (this.#isBusy) return;
    this.#answers.push(backend.error(terminated()));
    this.#send();
  }

  /** The client is gone. PostgreSQL finds that out when it has done what it was told, waits included. */
  leave(): void {
    this.#hasClient = false;
    if (!this.#isBusy) this.break();
  }

  /** The connection is broken: what was said and is not done is refused. */
  break(): void {
    this.#connection.close();
    this.#surroundings.ended();
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let message = this.#queue.shift(); message !== undefined; message = this.#queue.shift())
      await this.#take(message);
    this.#isBusy = false;
    this.#send();
    if (!this.#hasClient) this.break();
  }

  async #take(message: FrontendMessage): Promise<void> {
    switch (message.kind) {
      case 'encrypt':
        this.#answers.push(Buffer.from('N'));
        return;
      case 'startup':
        this.#answers.push(backend.welcome(this.#process, SECRET), backend.ready('I'));
        return;
      case 'cancel':
        if (message.secret === SECRET) this.#surroundings.cancel(message.process);
        this.#socket.end();
        return;
      case 'terminate':
        this.#send();
        this.#socket.end();
        return;
      default:
        for await (const part of this.#connection.answer(message)) this.#answers.push(part);
    }
  }

  /** All that is said in one go, as PostgreSQL does it when it has nothing left to do. */
  #send(): void {
    if (this.#answers.length > 0 && this.#socket.writable) this.#socket.write(Buffer.concat(this.#answers));
    this.#answers = [];
    if (this.#isTerminated) this.#socket.end();
  }
}
