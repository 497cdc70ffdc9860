import net, { type Socket } from 'node:net';
import { FakeServer, type ListenOptions } from '../listen/fake-server.ts';
import { Channels } from './channels.ts';
import { CommandReader } from './command-reader.ts';
import type { RedisContents, RedisValue } from './redis-contents.ts';
import { RedisStore } from './redis-store.ts';
import { encode } from './reply.ts';
import { type RedisScript, Scripts } from './scripts.ts';
import { Session, type Shared } from './session.ts';

/** Where a Redis server listens, what it holds, and what its scripts do. */
export interface RedisOptions extends ListenOptions {
  /** What database 0 holds from the start, by key. */
  readonly data?: Readonly<Record<string, RedisValue>>;
  /**
   * What a script of EVAL does, by its text. Not needed for those that release or prolong a lock: `if
   * redis.call("get", KEYS[1]) == ARGV[1] then return redis.call(…) else return 0 end` is read as it stands.
   */
  readonly scripts?: Readonly<Record<string, RedisScript>>;
}

/**
 * A Redis server, port 6379 by default: strings, hashes, lists, sets, expiry, MULTI and WATCH, pub/sub, EVAL of known
 * scripts, in RESP2 and RESP3. Any password is right; keys and values are text. A command that it does not have is
 * answered as Redis answers one that it does not know.
 *
 * ```ts
 * const server = new RedisServer({ data: { stock: '3' } });
 * const client = new Redis({ host: 'localhost', port: 6379 });
 * await client.decr('stock');
 * server.store().get('stock'); // '2'
 * ```
 */
export class RedisServer extends FakeServer {
  readonly #databases = new Map<number, RedisStore>();
  readonly #shared: Shared;
  #clients = 0;

  constructor(options: RedisOptions = {}) {
    super(() => net.createServer({ noDelay: true }), options, 6379);
    const { data = {}, scripts = {} } = options;
    for (const [key, value] of Object.entries(data)) this.store().set(key, value);
    this.#shared = {
      channels: new Channels(),
      scripts: new Scripts(scripts),
      version: '7.4.0',
      database: (index) => this.#database(index),
    };
  }

  /** What a database holds now. Synchronous, for checks and set-up. Default: database 0. */
  store(index = 0): RedisContents {
    return this.#database(index);
  }

  #database(index: number): RedisStore {
    let store = this.#databases.get(index);
    if (store === undefined) {
      store = new RedisStore();
      this.#databases.set(index, store);
    }
    return store;
  }

  /** @internal */
  protected override connected(socket: Socket): () => void {
    const reader = new CommandReader();
    this.#clients += 1;
    const session = new Session(this.#clients, this.#shared, (message) =>
      socket.write(encode(message, session.protocol)),
    );
    socket.on('data', (chunk) => {
      let replies = '';
      try {
        for (const command of reader.read(chunk)) {
          replies += encode(session.answer(command), session.protocol);
          if (session.hasQuit) break;
        }
      } catch (error) {
        replies += `-ERR ${(error as Error).message}\r\n`;
        session.hasQuit = true;
      }
      if (replies !== '') socket.write(replies);
      if (session.hasQuit) socket.end();
    });
    return () => this.#shared.channels.leave(session);
  }
}
