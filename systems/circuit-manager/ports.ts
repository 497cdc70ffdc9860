/** One backend of a circuit: a session that serves its traffic. */
export interface Route {
  readonly session: string;
  readonly url: string;
  readonly weight: number;
  readonly healthy: boolean;
}

/** A published service, and the routes behind it. */
export interface Circuit {
  readonly id: string;
  readonly routes: readonly Route[];
}

export type Entries = Readonly<Record<string, string>>;

/** Holds as long as nobody has put `key` since the revision at which its owner put it. */
export interface Guard {
  readonly key: string;
  readonly revision: number;
}

/** The store that the reverse proxy watches (etcd). Any call may fail after it took effect. */
export interface KeyValueStore {
  /** Puts all entries in one atomic transaction. */
  putPrefix(entries: Entries): Promise<void>;
  /** Deletes every key that starts with `prefix`; one call, one transaction. */
  deletePrefix(prefix: string): Promise<void>;
  /** All keys that start with `prefix`, with their values. */
  range(prefix: string): Promise<Entries>;
  /** Puts one key; resolves to the store's revision of that put. Each put has a higher one than all before. */
  put(key: string, value: string): Promise<number>;
  /**
   * One atomic transaction: deletes the prefixes, then puts the entries, if the guard holds when the transaction
   * reaches the store. Resolves to whether it did; nothing is written when it did not.
   */
  replace(prefixes: readonly string[], entries: Entries, guard: Guard): Promise<boolean>;
}

/** What a proxy worker is told where there is no key-value store ("legacy mode"). */
export type WorkerEvent =
  | {
      readonly type: 'circuit-created' | 'routes-updated';
      readonly circuit: string;
      readonly routes: readonly Route[];
      readonly version?: number;
    }
  | { readonly type: 'circuit-removed'; readonly circuit: string; readonly version?: number };

/**
 * The way to the proxy worker, whose route table stands for the keys: `circuit-created` sets the routes of a circuit,
 * new or not; `routes-updated` those of one that it knows, and is ignored for others; `circuit-removed` forgets it.
 * Events without a version are taken as they come. An event whose version is lower than the highest that the worker
 * has seen for that circuit is ignored.
 */
export interface WorkerEvents {
  publish(event: WorkerEvent): Promise<void>;
}

/**
 * A database session, which is one transaction. Its reads show one snapshot of what was committed, taken at its
 * first read, and its own writes; nobody else sees these before the commit.
 */
export interface CircuitSession {
  /** The circuit with its routes; null when there is no such row. */
  readCircuit(circuit: string): Promise<Circuit | null>;
  /** The sessions of the circuit's healthy routes; empty when there is no such row. */
  readHealthyRoutes(circuit: string): Promise<readonly string[]>;
  /** Whether the endpoint that the circuit publishes has its health checked. */
  readEndpoint(circuit: string): Promise<boolean>;
  setHealth(circuit: string, session: string, healthy: boolean): Promise<void>;
  setRoutes(circuit: string, routes: readonly Route[]): Promise<void>;
  deleteCircuit(circuit: string): Promise<void>;
  /**
   * May fail although the transaction was committed (its reply was lost). Fails if a rollback came first, and with an
   * error named `SerializationFailure` if somebody else has committed what the transaction stands on.
   */
  commit(): Promise<void>;
  /** No effect once the commit has reached the database. */
  rollback(): Promise<void>;
  /** Gives the connection back; what was not committed is gone. */
  close(): void;
}

export interface CircuitDatabase {
  /** Does not suspend: the transaction begins with the first statement. */
  begin(): CircuitSession;
}

/** Where the routes go: a store that a proxy watches, or a worker that hears of them by events. */
export type ProxyPort =
  | { readonly kind: 'etcd'; readonly store: KeyValueStore }
  | { readonly kind: 'worker'; readonly events: WorkerEvents };
