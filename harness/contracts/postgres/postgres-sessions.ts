import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg, { type Client } from 'pg';
import type { Sessions } from '../frame/sessions.ts';
import type { Backends } from './backends.ts';

interface Connected {
  readonly client: Client;
  readonly socket: net.Socket;
  readonly ended: Promise<void>;
}

/**
 * Connections to one PostgreSQL server. An action is a statement; or `cancel b` and `terminate b`, which somebody else
 * does to b; or `disconnect`: the client breaks its connection; or `STATEMENT, gone`: it does so when it has sent that,
 * and before it is told anything. A session that has lost its connection gets another with its next statement.
 */
export class PostgresSessions implements Sessions {
  readonly #port: number;
  readonly #backends: Backends;
  readonly #outcome: string;
  readonly #sessions = new Map<string, Promise<Connected>>();
  readonly #processes = new Map<string, number>();
  /** Those whose clients are gone, and who may still be at work. */
  readonly #left = new Set<number>();

  /** @param outcome the SELECT that tells what is left */
  constructor(port: number, backends: Backends, outcome: string) {
    this.#port = port;
    this.#backends = backends;
    this.#outcome = outcome;
  }

  async perform(session: string, action: string): Promise<string> {
    const told = await this.#perform(session, action);
    await this.#restOfThoseLeft();
    return told;
  }

  async waits(session: string): Promise<boolean> {
    const process = this.#processes.get(session);
    if (process === undefined || !(await this.#backends.waits(process))) return false;
    // The client may have gone while the server was asked.
    return this.#processes.get(session) === process;
  }

  async outcome(): Promise<string> {
    return answerOf((await this.#connected('observer')).client.query(this.#outcome));
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.keys()) await this.#disconnect(session);
  }

  async #perform(session: string, action: string): Promise<string> {
    const [, verb, other = ''] = /^(cancel|terminate) (\w+)$/.exec(action) ?? [];
    if (verb === 'cancel' || verb === 'terminate') {
      const { client, ended } = await this.#connected(other);
      await this.#backends[verb](client.processID);
      if (verb === 'terminate') await ended;
      return 'done';
    }
    if (action === 'disconnect') return this.#disconnect(session);
    const { client } = await this.#connected(session);
    const [, last] = /^(.*), gone$/.exec(action) ?? [];
    if (last === undefined) return answerOf(client.query(action));
    void answerOf(client.query(last));
    return this.#disconnect(session);
  }

  async #disconnect(session: string): Promise<string> {
    const { client, socket, ended } = await this.#connected(session);
    this.#left.add(client.processID);
    // Whether it goes on to wait is nobody's to be told of.
    this.#processes.delete(session);
    // What was said goes out before the connection ends.
    socket.destroySoon();
    await ended;
    return 'disconnected';
  }

  /** Those whose clients are gone come to their end, or wait for others. */
  async #restOfThoseLeft(): Promise<void> {
    for (const process of this.#left) {
      while (!(await this.#backends.isGone(process)) && !(await this.#backends.waits(process)))
        await pause(1);
      if (await this.#backends.isGone(process)) this.#left.delete(process);
    }
  }

  #connected(session: string): Promise<Connected> {
    let connected = this.#sessions.get(session);
    if (connected === undefined) {
      connected = this.#connect(session);
      this.#sessions.set(session, connected);
    }
    return connected;
  }

  async #connect(session: string): Promise<Connected> {
    const socket = new net.Socket();
    const client = new pg.Client({
      host: '127.0.0.1',
      port: this.#port,
      user: 'tester',
      database: 'postgres',
      stream: () => socket,
    });
    // Whoever waits for an answer is told.
    client.on('error', () => undefined);
    const ended = new Promise<void>((resolve) => {
      client.once('end', () => {
        this.#sessions.delete(session);
        resolve();
      });
    });
    await client.connect();
    this.#processes.set(session, client.processID);
    return { client, socket, ended };
  }
}

/** Rows, or how many were changed; of an error, its SQLSTATE. */
async function answerOf(query: ReturnType<Client['query']>): Promise<string> {
  try {
    const { command, rowCount, rows } = await query;
    if (rows.length > 0) return rows.map((row) => Object.values(row).join(' ')).join(', ');
    return rowCount === null ? command : `${command} ${rowCount}`;
  } catch (error) {
    return `error ${(error as { readonly code?: string }).code ?? 'lost'}`;
  }
}
