import {
  type CancellationLog,
  type CheckResult,
  CounterStore,
  held,
  noLostUpdate,
  type Served,
  type Sim,
  type TaskHandle,
  type TaskOptions,
  VersionLog,
  violated,
} from 'heddle';
import {
  type Counts,
  type CounterStore as CounterPort,
  type Listing,
  type ListingKind,
  type ModelRouter,
  type RouterOptions,
  type RouterVariant,
  type Scope,
  type SnapshotDelivery,
  Task,
} from '../../systems/model-router/index.ts';
import { Accounts } from './accounts.ts';
import { Endpoints, type EndpointsOptions, isWritten } from './endpoints.ts';
import { UsageTables } from './usage-tables.ts';

/** What goes wrong with the router's loops. */
export const loopKinds = {
  'dead-loop': 'A background loop was ended by an error, and nobody starts it again.',
} as const;

/** What the hardened shutdown is given, and what comes on top of its two waits. */
export const SHUTDOWN_TIMEOUT_MS = 10_000;
export const SHUTDOWN_SLACK_MS = 1_000;

export interface FleetOptions extends Omit<RouterOptions, 'endpoints'>, EndpointsOptions {
  /** Default 1. */
  readonly endpoints?: number;
  /** Whether a snapshot travels to its subscriber before it is queued there. Default: it does not. */
  readonly delivery?: boolean;
  /** Who notes which tasks were cancelled. Default: nobody. */
  readonly cancellations?: CancellationLog;
}

/** A router, and the simulated world around it. */
export class Fleet {
  readonly router: ModelRouter;
  readonly endpoints: Endpoints;
  readonly tables: UsageTables;
  readonly accounts: Accounts;
  readonly counters: CounterStore | undefined;
  /** Versions in the router's caches. */
  readonly versions: VersionLog;
  readonly served: Served[] = [];
  /** When a worker took up each usage; empty where counters are in memory: there it does so at once. */
  readonly takenUpAtMs: number[] = [];
  #flusherError: { readonly error: Error; readonly step: number } | undefined;
  readonly #sim: Sim;
  readonly #startTask: Sim['spawn'];

  constructor(sim: Sim, { create, sharesCounters }: RouterVariant, options: FleetOptions = {}) {
    const { endpoints = 1, delivery = false, cancellations, ...rest } = options;
    this.#sim = sim;
    this.#startTask = cancellations?.spawn ?? sim.spawn;
    this.versions = new VersionLog(sim);
    this.endpoints = new Endpoints(sim, endpoints, rest);
    this.tables = new UsageTables(sim);
    this.counters = sharesCounters === true ? new CounterStore(sim) : undefined;
    this.router = create(
      {
        endpoints: this.endpoints.client(),
        store: this.tables.store(),
        ...(this.counters !== undefined && { counters: this.#watched(this.counters) }),
        ...(delivery && { delivery: this.#delivery() }),
        spawn: this.#spawn,
      },
      {
        endpoints: this.endpoints.names,
        instanceId: 'router',
        shutdownTimeoutMs: SHUTDOWN_TIMEOUT_MS,
        ...rest,
      },
    );
    this.accounts = new Accounts(sim, this.router, this.tables);
    sim.watch('router', () => this.#shown());
  }

  /** What requests, workers and flushes race for; for traces. */
  #shown(): Record<string, unknown> {
    const versions = (kind: ListingKind): (readonly [string, number | undefined])[] =>
      this.endpoints.names.map((name) => [name, this.router.cached(kind, name)?.value.version]);
    const { queued, counts, series } = this.router.buffered();
    return {
      ...this.router.usage(),
      'cached models': Object.fromEntries(versions('models')),
      'cached loaded': Object.fromEntries(versions('loaded')),
      'buffered tokens': { queued: tokensOf(queued), counts: tokensOf(counts), series: tokensOf(series) },
    };
  }

  /** An actor that may be cancelled. How it ends is kept in its handle. */
  actor(
    name: string,
    body: (self: Scope) => Promise<unknown>,
    options: Omit<TaskOptions, 'rejections'> = {},
  ): TaskHandle {
    return this.#sim.task(name, () => Task.start(name, body, { spawn: this.#startTask }).result, {
      ...options,
      rejections: 'keep',
    });
  }

  /** Asks for a listing, as a caller does. */
  async list(kind: ListingKind, endpoint: string, scope?: Scope): Promise<Listing> {
    const { router } = this;
    const sim = this.#sim;
    const listing = await (kind === 'models'
      ? router.listModels(endpoint, scope)
      : router.loadedModels(endpoint, scope));
    this.#noteVersions();
    if (isWritten(listing)) {
      const takenAtMs = listing.writtenAtMs;
      const key = `the listing of ${endpoint}`;
      this.served.push({ key, takenAtMs, servedAtMs: sim.nowMs, step: sim.step });
    }
    return listing;
  }

  /** Fills the caches, so that completions find their candidates at once. */
  async warmUp(): Promise<void> {
    for (const kind of ['models', 'loaded'] as const) {
      await Promise.all(this.endpoints.names.map((endpoint) => this.list(kind, endpoint)));
    }
  }

  /** Records usages one after the other, of all endpoints in turn, as an actor. */
  producer(usages: number): void {
    const arrive = this.#sim.operation('arrive', { latencyMs: [1, 100] });
    this.#sim.task('producer', async () => {
      for (let i = 1; i <= usages; i++) {
        await arrive.call(`u${i}`, () => {});
        this.accounts.record(this.endpoints.names[(i - 1) % this.endpoints.names.length]);
      }
    });
  }

  /** Nothing but a shutdown ends the periodic flush. */
  flushingGoesOn(): CheckResult {
    if (this.#flusherError === undefined) return held('flushing-goes-on');
    const { error, step } = this.#flusherError;
    return violated('flushing-goes-on', 'dead-loop', `the flusher ended: ${error.message}`, step);
  }

  /** The counters of tokens, wherever they live, count what was taken up. */
  tokensCounted(): CheckResult {
    const counted = Object.entries({ ...this.router.usage().tokens, ...this.counters?.values('tokens') });
    return noLostUpdate(this.accounts.takenUp(), counted);
  }

  /** The usage counters, wherever they live. */
  inUse(): Counts {
    return { ...this.router.usage().usage, ...this.counters?.values('usage') };
  }

  readonly #spawn: Sim['spawn'] = (info, body) => {
    const result = this.#startTask(info, body);
    const note = (): void => this.#noteVersions();
    result.then(note, note);
    if (info.name === 'flusher') result.catch((error: unknown) => this.#noteEnd(error));
    return result;
  };

  #noteEnd(error: unknown): void {
    if (error instanceof Error && error.name !== 'Cancelled') {
      this.#flusherError ??= { error, step: this.#sim.step };
    }
  }

  #noteVersions(): void {
    for (const endpoint of this.endpoints.names) {
      for (const kind of ['models', 'loaded'] as const) {
        const entry = this.router.cached(kind, endpoint);
        if (entry !== undefined) this.versions.wrote(`the ${kind} list of ${endpoint}`, entry.value.version);
      }
    }
  }

  /** A worker that takes up a usage reads its counter next, without suspending in between. */
  #watched(counters: CounterStore): CounterPort {
    return {
      load: (family, key) => {
        if (family === 'tokens') this.takenUpAtMs.push(Date.now());
        return counters.load(family, key);
      },
      save: (family, key, value) => counters.save(family, key, value),
      loadAll: (family) => counters.loadAll(family),
    };
  }

  #delivery(): SnapshotDelivery {
    const push = this.#sim.operation('deliver', { latencyMs: [1, 100] });
    return { push: (subscriber, { sequence }) => push.call(subscriber, () => {}, { args: sequence }) };
  }
}

function tokensOf(usages: Iterable<{ readonly promptTokens: number }>): number[] {
  return Array.from(usages, ({ promptTokens }) => promptTokens);
}
