import { Redis } from 'ioredis';
import type { Sessions } from '../frame/sessions.ts';

/**
 * Clients of one Redis server. An action is a command as redis-cli takes it, `disconnect` (the client breaks the
 * connection; its next command opens another), or `pass N`: N milliseconds pass.
 */
export class RedisSessions implements Sessions {
  readonly #port: number;
  readonly #clients = new Map<string, Redis>();

  constructor(port: number) {
    this.#port = port;
  }

  async perform(session: string, action: string): Promise<string> {
    const [word = '', ...args] = wordsOf(action);
    if (word === 'disconnect') return this.#disconnect(session);
    if (word === 'pass') {
      await new Promise((resolve) => setTimeout(resolve, Number(args[0])));
      return 'passed';
    }
    return answerOf(this.#client(session).call(word, ...args));
  }

  async outcome(): Promise<string> {
    const client = this.#client('observer');
    const keys = (await client.keys('*')).toSorted();
    const values = await Promise.all(keys.map(async (key) => `${key}=${await client.get(key)}`));
    return values.join(' ') || 'nothing';
  }

  close(): Promise<void> {
    for (const client of this.#clients.values()) client.disconnect();
    return Promise.resolve();
  }

  async #disconnect(session: string): Promise<string> {
    const client = this.#clients.get(session);
    this.#clients.delete(session);
    const ended = new Promise((resolve) => client?.once('end', resolve));
    client?.disconnect();
    if (client !== undefined) await ended;
    return 'disconnected';
  }

  #client(session: string): Redis {
    let client = this.#clients.get(session);
    if (client === undefined) {
      client = new Redis(this.#port, '127.0.0.1', {
        retryStrategy: () => null,
        enableReadyCheck: false,
        disableClientInfo: true,
      });
      this.#clients.set(session, client);
    }
    return client;
  }
}

/** Its words; what stands between single quotes is one. */
function wordsOf(action: string): string[] {
  return [...action.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** The reply; of an error, its first word, as Redis has classes of errors. */
async function answerOf(reply: Promise<unknown>): Promise<string> {
  try {
    return shown(await reply);
  } catch (error) {
    return `error ${(error as Error).message.split(' ')[0] ?? ''}`;
  }
}

function shown(reply: unknown): string {
  if (reply instanceof Error) return `error ${reply.message.split(' ')[0] ?? ''}`;
  if (Array.isArray(reply)) return `[${reply.map(shown).join(', ')}]`;
  return String(reply);
}
