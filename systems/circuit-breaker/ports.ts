/** The name of a cell of shared memory that holds a `T`. */
export type Key<T> = string & { readonly holds?: T };

/** Whether an access synchronises by itself, as those of Go's `sync.Map` and `atomic.Pointer` do. */
export type MemoryAccess = 'plain' | 'atomic';

/**
 * Memory that pre-emptible threads share. Each call is one access: another thread may run before it and after
 * it, never inside it. (On a real machine plain accesses that nothing orders are a data race: Go's maps end the program.)
 * A cell that nobody wrote holds nothing. Values are JSON values.
 */
export interface SharedMemory {
  /** @param access default: plain */
  load<T>(key: Key<T>, access?: MemoryAccess): Promise<T | undefined>;
  /** @param access default: plain */
  store<T>(key: Key<T>, value: T | undefined, access?: MemoryAccess): Promise<void>;
  /** Stores `value` if the cell holds nothing, and returns what the cell holds then: one atomic access. */
  loadOrStore<T>(key: Key<T>, value: T): Promise<T>;
  /** Takes the lock of that name alone; not re-entrant. */
  lock(name: string): Promise<void>;
  unlock(name: string): Promise<void>;
  /** Takes the lock of that name together with other readers. */
  readLock(name: string): Promise<void>;
  readUnlock(name: string): Promise<void>;
}

export interface ModelRequest {
  readonly id: string;
  /** The client's own limit for the whole call, in milliseconds; default and maximum: the gateway's. */
  readonly timeoutMs?: number;
}

export interface UpstreamResponse {
  readonly status: number;
  /** Streams the body to its end; rejects when the stream is dropped. */
  body(): Promise<void>;
}

/** A provider of models. */
export interface Upstream {
  /** Resolves when the response starts; rejects when there is none. */
  send(model: string, request: ModelRequest): Promise<UpstreamResponse>;
}
