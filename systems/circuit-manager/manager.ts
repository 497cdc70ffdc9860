import { Cancelled, type Scope, type Spawn, uncancellable } from '../primitives/task.ts';
import type { Circuit, CircuitDatabase, CircuitSession, ProxyPort, Route } from './ports.ts';
import { type Proxy, proxyFor } from './proxy.ts';
import { readEndpoint } from './reread.ts';

export interface CircuitEnv {
  readonly proxy: ProxyPort;
  readonly database: CircuitDatabase;
}

export interface CircuitOptions {
  /** Told of errors that a variant swallows. Default: nobody is told. */
  readonly onError?: (circuit: string, error: unknown) => void;
  /** How background tasks are started (hardened only). Default: the body is called. */
  readonly spawn?: Spawn;
  /**
   * How long hardened waits for one call of a port, in milliseconds; longer than the database lets a commit take.
   * Default: 5,000.
   */
  readonly callTimeoutMs?: number;
  /** How long hardened waits before it tries again, in milliseconds. Default: 1,000. */
  readonly retryMs?: number;
}

/** What all variants can do. */
export interface CircuitManager {
  /** Makes circuits known to the proxy. */
  load(circuits: readonly Circuit[], scope?: Scope): Promise<void>;
  /** Writes a circuit's healthy routes; `oldRoutes` are those written before. */
  updateRoutes(circuit: Circuit, oldRoutes: readonly Route[], scope?: Scope): Promise<void>;
  /** Removes circuits from the proxy. */
  unload(circuits: readonly Circuit[], scope?: Scope): Promise<void>;
  /** The health checker's way to `updateRoutes`: swallows errors, since the next check comes by itself. */
  propagate(circuit: Circuit, oldRoutes: readonly Route[], scope?: Scope): Promise<void>;
  /** Commits a transaction in which these circuits were changed. */
  commit(session: CircuitSession, circuits: readonly string[], scope?: Scope): Promise<void>;
  /** What it keeps of circuits in memory, to be looked at: ids, by what they are kept as. */
  kept?(): Readonly<Record<string, readonly string[]>>;
}

/** What the variants of the original share: the way errors go, and plain commits. */
export abstract class CoordinatorManager implements CircuitManager {
  protected readonly proxy: Proxy;
  protected readonly database: CircuitDatabase;
  protected readonly onError: (circuit: string, error: unknown) => void;

  constructor(env: CircuitEnv, options: CircuitOptions = {}) {
    this.proxy = proxyFor(env.proxy);
    this.database = env.database;
    this.onError = options.onError ?? (() => {});
  }

  async load(circuits: readonly Circuit[], scope: Scope = uncancellable): Promise<void> {
    await this.proxy.load(circuits, scope);
  }

  abstract updateRoutes(circuit: Circuit, oldRoutes: readonly Route[], scope?: Scope): Promise<void>;
  abstract unload(circuits: readonly Circuit[], scope?: Scope): Promise<void>;

  async propagate(
    circuit: Circuit,
    oldRoutes: readonly Route[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await this.swallowing(circuit.id, () => this.writeRoutes(circuit, oldRoutes, scope));
  }

  async commit(
    session: CircuitSession,
    _circuits: readonly string[],
    scope: Scope = uncancellable,
  ): Promise<void> {
    await scope.wait(session.commit());
  }

  /**
   * Which circuit is written when the health checker propagates: here, the snapshot that it has in memory. Before, it
   * asks the database whether the endpoint has its health checked, and so writes what is older than that answer.
   */
  protected async writeRoutes(circuit: Circuit, oldRoutes: readonly Route[], scope: Scope): Promise<void> {
    await readEndpoint(this.database, circuit.id, scope);
    await this.updateRoutes(circuit, oldRoutes, scope);
  }

  /** Swallows errors, but not a cancellation, which is no error. */
  protected async swallowing(circuit: string, action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.onError(circuit, error);
    }
  }
}
