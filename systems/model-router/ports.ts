/** What an endpoint says of its models. Versions grow with every change at the endpoint and start at 1. */
export interface Listing {
  readonly version: number;
  readonly models: readonly string[];
}

export interface Reply {
  readonly status: number;
  /** Reads the body, which may be as old as the reply's status line. */
  body(): Promise<Listing>;
}

export interface CompletionRequest {
  readonly model: string;
  readonly prompt: string;
}

/** A piece of a completion. Token counts are 0 in all pieces but the one that reports them. */
export interface Chunk {
  readonly text: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

export interface ChunkStream {
  /** The next piece; nothing at the end. Rejects when the stream is dropped. */
  next(): Promise<Chunk | undefined>;
  /** Abandons what is left, if anything. May be called again. */
  close(): void;
}

/** The HTTP session. It has a deadline of its own: a call that takes too long rejects. */
export interface EndpointClient {
  get(url: string): Promise<Reply>;
  /** Starts a completion. Rejects on an error status. */
  open(url: string, request: CompletionRequest): Promise<ChunkStream>;
  /** Closes the session: calls and streams under way reject, and so do later ones. */
  close(): Promise<void>;
}

export interface TokenUsage {
  readonly endpoint: string;
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** What is to be added to the totals of an endpoint and model. */
export type CountsRow = TokenUsage;

export interface SeriesRow extends TokenUsage {
  /** The minute in which the usage was taken up, in milliseconds since the epoch. */
  readonly minuteMs: number;
}

/** One database connection. A call inside no transaction, or a second `begin` inside one, rejects. */
export interface UsageStore {
  begin(): Promise<void>;
  /** Adds to the totals of the row's endpoint and model. */
  insertCounts(row: CountsRow): Promise<void>;
  insertSeries(row: SeriesRow): Promise<void>;
  /**
   * Inserts the id of a flush as part of the transaction. Says `known` and inserts nothing when a committed
   * transaction had it. Only the hardened variant calls it.
   */
  insertFlush(id: string): Promise<'new' | 'known'>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** Counters by key in each family: requests in flight (`usage`), tokens in total (`tokens`). A missing one is 0. */
export type CounterFamily = 'usage' | 'tokens';
export type Counts = Readonly<Record<string, number>>;

/** Counters that several processes share. */
export interface CounterStore {
  load(family: CounterFamily, key: string): Promise<number>;
  save(family: CounterFamily, key: string, value: number): Promise<void>;
  loadAll(family: CounterFamily): Promise<Counts>;
}

export interface Snapshot {
  /** Grows by one with each snapshot taken by a router; the first is 1. */
  readonly sequence: number;
  readonly usage: Counts;
  readonly tokens: Counts;
}

/** Carries a snapshot to the process that holds a subscriber's connection, before it is put into its queue. */
export interface SnapshotDelivery {
  push(subscriber: string, snapshot: Snapshot): Promise<void>;
}
