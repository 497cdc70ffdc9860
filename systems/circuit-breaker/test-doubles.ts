import { ReadWriteLock } from '../primitives/read-write-lock.ts';
import type { Key, ModelRequest, SharedMemory, Upstream, UpstreamResponse } from './ports.ts';

/** Memory whose every access takes one turn, so that threads started together go in lockstep. */
export class LockstepMemory implements SharedMemory {
  readonly #cells = new Map<string, unknown>();
  readonly #locks = new Map<string, ReadWriteLock>();

  async load<T>(key: Key<T>): Promise<T | undefined> {
    await Promise.resolve();
    return this.#cells.get(key) as T | undefined;
  }

  async store<T>(key: Key<T>, value: T | undefined): Promise<void> {
    await Promise.resolve();
    this.#cells.set(key, value);
  }

  async loadOrStore<T>(key: Key<T>, value: T): Promise<T> {
    await Promise.resolve();
    if (this.#cells.get(key) === undefined) this.#cells.set(key, value);
    return this.#cells.get(key) as T;
  }

  async lock(name: string): Promise<void> {
    await this.#lock(name).acquireExclusive();
  }

  async unlock(name: string): Promise<void> {
    await Promise.resolve();
    this.#lock(name).releaseExclusive();
  }

  async readLock(name: string): Promise<void> {
    await this.#lock(name).acquireShared();
  }

  async readUnlock(name: string): Promise<void> {
    await Promise.resolve();
    this.#lock(name).releaseShared();
  }

  #lock(name: string): ReadWriteLock {
    const lock = this.#locks.get(name) ?? new ReadWriteLock(name);
    this.#locks.set(name, lock);
    return lock;
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(error: Error): void;
}

function deferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> | undefined;
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject };
  });
  // The executor has run: promises call it at once.
  return { promise, ...settle! };
}

/** A request that waits for the test to answer it. */
export interface SentRequest {
  readonly request: ModelRequest;
  /** Starts the response; its body streams until `finishBody` or `dropBody`. */
  respond(status: number): void;
  fail(): void;
  finishBody(): void;
  dropBody(): void;
}

export class ManualUpstream implements Upstream {
  readonly sent: SentRequest[] = [];

  send(_model: string, request: ModelRequest): Promise<UpstreamResponse> {
    const response = deferred<UpstreamResponse>();
    const body = deferred<void>();
    // A test may drop a body that nobody reads any more.
    body.promise.catch(() => {});
    this.sent.push({
      request,
      respond: (status) => response.resolve({ status, body: () => body.promise }),
      fail: () => response.reject(new Error('connection refused')),
      finishBody: () => body.resolve(),
      dropBody: () => body.reject(new Error('stream dropped')),
    });
    return response.promise;
  }
}
