import type { Channels, Subscriber } from './channels.ts';
import { connectionCommands } from './connection-commands.ts';
import { dataCommand } from './data-commands.ts';
import type { RedisStore } from './redis-store.ts';
import { type Push, RedisError, type Reply } from './reply.ts';
import type { Scripts } from './scripts.ts';
import { MultiBlock } from './multi-block.ts';

/** What all sessions of one server share. */
export interface Shared {
  readonly channels: Channels;
  readonly scripts: Scripts;
  readonly version: string;
  database(index: number): RedisStore;
}

/** What a client may still say in RESP2 once it has subscribed. */
const WHILE_SUBSCRIBED = /^(P?(UN)?SUBSCRIBE|PING|QUIT|RESET)$/;

/** One client: its database, protocol, transaction and subscriptions. */
export class Session implements Subscriber {
  readonly id: number;
  readonly shared: Shared;
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  readonly push: (message: Push) => void;
  readonly multi = new MultiBlock();
  protocol: 2 | 3 = 2;
  name = '';
  /** Its database. */
  store: RedisStore;
  hasQuit = false;

  constructor(id: number, shared: Shared, push: (message: Push) => void) {
    this.id = id;
    this.shared = shared;
    this.push = push;
    this.store = shared.database(0);
  }

  /** Answers one command. */
  answer([word = '', ...args]: readonly string[]): Reply {
    const name = word.toUpperCase();
    try {
      return this.#answer(name, args, word);
    } catch (error) {
      if (!(error instanceof RedisError)) throw error;
      return error;
    }
  }

  /** Runs a command on the keys now, as EXEC and scripts do. @throws RedisError where it fails */
  call(word: string, args: readonly string[]): Reply {
    return dataCommand(word, args).run(this.store, ...args);
  }

  #answer(name: string, args: readonly string[], word: string): Reply {
    if (this.protocol === 2 && this.channels.size + this.patterns.size > 0 && !WHILE_SUBSCRIBED.test(name))
      throw new RedisError(
        `ERR Can't execute '${word.toLowerCase()}': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in this context`,
      );
    const ofConnection = connectionCommands[name];
    if (this.multi.isOpen && !MultiBlock.ENDS.test(name))
      return this.multi.queue(() => {
        if (ofConnection !== undefined) return () => ofConnection(this, ...args);
        const command = dataCommand(word, args);
        return () => command.run(this.store, ...args);
      });
    return ofConnection === undefined ? this.call(word, args) : ofConnection(this, ...args);
  }
}
