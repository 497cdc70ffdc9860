import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { type PipelinedProgram, runClient } from './pipelined-program.fixture.ts';
import type { Random } from './random.ts';

const setImmediateNow = setImmediate;

/** Splits what arrives into lines; a line may come in pieces. */
function onLine(socket: Socket, take: (line: string) => void): void {
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  });
}

/** A server that echoes lines over loopback, and logs `s` and the line when it comes to it. */
export class EchoServer {
  log: string[] = [];
  readonly #server: Server;
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
    this.#server = createServer((socket) => {
      socket.setNoDelay(true);
      onLine(socket, (line) => {
        this.log.push(`s${line}`);
        this.#answer(socket, line);
      });
    }).listen(0, '127.0.0.1');
  }

  /** At once, or corked for a while, so that replies come in chunks. */
  #answer(socket: Socket, line: string): void {
    if (socket.writableCorked === 0 && this.#random.below(2) === 0) {
      socket.cork();
      this.#soon(() => socket.uncork());
    }
    socket.write(`${line}\n`);
  }

  #soon(work: () => void): void {
    if (this.#random.below(2) === 0) setImmediateNow(work);
    else setTimeout(work, this.#random.below(3));
  }

  /** Runs `program` over one connection of its own; what arrived where, in order. */
  async run(program: PipelinedProgram): Promise<string> {
    if (!this.#server.listening) await once(this.#server, 'listening');
    this.log = [];
    const socket = connect((this.#server.address() as AddressInfo).port, '127.0.0.1');
    await once(socket, 'connect');
    const waiting: (() => void)[] = [];
    onLine(socket, () => waiting.shift()?.());
    const send = (message: string): Promise<void> => {
      socket.write(`${message}\n`);
      return new Promise((resolve) => waiting.push(resolve));
    };
    const clients = program.map(async (batches, client) => {
      await new Promise<void>((resolve) => this.#soon(resolve));
      await runClient(client, batches, send, (arrival) => this.log.push(arrival));
    });
    await Promise.all(clients);
    socket.destroy();
    return this.log.join(' ');
  }

  async close(): Promise<void> {
    this.#server.close();
    await once(this.#server, 'close');
  }
}
