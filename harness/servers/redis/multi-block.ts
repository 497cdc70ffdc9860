import type { RedisStore } from './redis-store.ts';
import { NULL_ARRAY, OK, RedisError, type Reply, Status } from './reply.ts';

/** A transaction of one client: what MULTI has queued, and what WATCH looks at. */
export class MultiBlock {
  /** Commands that are not queued. */
  static readonly ENDS = /^(EXEC|DISCARD|MULTI|WATCH|QUIT|RESET)$/;
  readonly #watched: { readonly store: RedisStore; readonly key: string; readonly version: number }[] = [];
  #queued: (() => Reply)[] | undefined;
  #isSpoilt = false;

  /** Whether commands are queued. */
  get isOpen(): boolean {
    return this.#queued !== undefined;
  }

  open(): Reply {
    if (this.isOpen) throw new RedisError('ERR MULTI calls can not be nested');
    this.#queued = [];
    return OK;
  }

  /** Keeps a command for EXEC; one that is refused spoils the transaction. */
  queue(prepare: () => () => Reply): Reply {
    try {
      this.#queued?.push(prepare());
      return new Status('QUEUED');
    } catch (error) {
      this.#isSpoilt = true;
      throw error;
    }
  }

  watch(store: RedisStore, keys: readonly string[]): Reply {
    if (this.isOpen) throw new RedisError('ERR WATCH inside MULTI is not allowed');
    for (const key of keys) this.#watched.push({ store, key, version: store.version(key) });
    return OK;
  }

  unwatch(): Reply {
    this.#watched.length = 0;
    return OK;
  }

  discard(): Reply {
    if (!this.isOpen) throw new RedisError('ERR DISCARD without MULTI');
    this.#end();
    return OK;
  }

  /** Executes what was queued, unless it was spoilt, or a watched key has changed. */
  execute(): Reply {
    const queued = this.#queued;
    if (queued === undefined) throw new RedisError('ERR EXEC without MULTI');
    const isSpoilt = this.#isSpoilt;
    const hasChanged = this.#watched.some(({ store, key, version }) => store.version(key) !== version);
    this.#end();
    if (isSpoilt) throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
    if (hasChanged) return NULL_ARRAY;
    return queued.map((run) => {
      try {
        return run();
      } catch (error) {
        if (!(error instanceof RedisError)) throw error;
        return error;
      }
    });
  }

  #end(): void {
    this.#queued = undefined;
    this.#isSpoilt = false;
    this.#watched.length = 0;
  }
}
