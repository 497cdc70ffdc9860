import type { Socket } from 'node:net';
import { backend } from './backend-message.ts';
import type { Connection } from './connection.ts';
import { type FrontendMessage, FrontendReader } from './frontend-message.ts';

/** What lets one connection cancel a statement of another; nobody here is to be kept from it. */
const SECRET = 1;

/** A client's socket: takes its messages one at a time, each when the one before it has its answer. */
export class Conversation {
  readonly #socket: Socket;
  readonly #connection: Connection;
  readonly #process: number;
  readonly #cancel: (process: number) => void;
  readonly #queue: FrontendMessage[] = [];
  #answers: Buffer[] = [];
  #isBusy = false;

  /**
   * @param process by what other connections name this one
   * @param cancel ends a wait of another one
   */
  constructor(socket: Socket, connection: Connection, process: number, cancel: (process: number) => void) {
    this.#socket = socket;
    this.#connection = connection;
    this.#process = process;
    this.#cancel = cancel;
  }

  /** Listens to the client, from now on. */
  begin(): void {
    const reader = new FrontendReader();
    this.#socket.on('data', (chunk) => {
      this.#queue.push(...reader.read(chunk));
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let message = this.#queue.shift(); message !== undefined; message = this.#queue.shift())
      await this.#take(message);
    this.#isBusy = false;
    this.#send();
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
        if (message.secret === SECRET) this.#cancel(message.process);
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
  }
}
