import {
  type CheckResult,
  type Database,
  type Latency,
  LockHolders,
  mutualExclusion,
  type Operation,
  type Sim,
  type TaskHandle,
} from 'heddle';
import {
  type Circuit,
  type CircuitManagerVariant,
  type Coordinator,
  deleteInsideTransaction,
  deleteThenUnload,
  recordHealth,
  replaceRoutes,
  type Route,
  type Scope,
  Task,
} from '../../systems/circuit-manager/index.ts';
import { circuitDatabase, circuitPort, CIRCUITS, type Tables } from './circuit-database.ts';
import { Etcd } from './etcd.ts';
import {
  backendsAsCommitted,
  healthAsCommitted,
  liveCircuitsAreRouted,
  noResurrectedKeys,
  noStaleSessionKeys,
  type Quiet,
  sessionKeysMatchRoutes,
  updatesTakeEffect,
} from './invariants.ts';
import { ProxyWorker } from './proxy-worker.ts';
import type { SimulatedProxy } from './simulated-proxy.ts';
import type { Deletion } from './workloads.ts';

const invariants = [
  'no-resurrected-keys',
  'session-keys-match-routes',
  'mutual-exclusion',
  'health-as-committed',
  'updates-take-effect',
  'no-stale-session-keys',
  'live-circuits-are-routed',
  'backends-as-committed',
] as const;
export type Invariant = (typeof invariants)[number];

/** A run that is over. */
interface AtRest extends Quiet {
  readonly holders: LockHolders;
  /** Whether an update came after the last deletion had begun, and none overlapped it. */
  readonly wasUpdated: boolean;
}

const oracles: Readonly<Record<Invariant, (atRest: AtRest) => CheckResult>> = {
  'no-resurrected-keys': noResurrectedKeys,
  'session-keys-match-routes': sessionKeysMatchRoutes,
  'mutual-exclusion': ({ holders }) => mutualExclusion(holders),
  'health-as-committed': healthAsCommitted,
  'updates-take-effect': (atRest) => updatesTakeEffect(atRest, atRest.wasUpdated),
  'no-stale-session-keys': noStaleSessionKeys,
  'live-circuits-are-routed': liveCircuitsAreRouted,
  'backends-as-committed': backendsAsCommitted,
};

/** What does not apply to a manager without locks. */
export const inapplicable = { 'c0-no-lock': { 'mutual-exclusion': 'has no lock' } };

export interface GatewayOptions {
  /** Sessions of the only circuit, `c1`; all healthy. Default 2. */
  readonly sessions?: number;
  /** Where routes go. Default `etcd`. */
  readonly proxy?: 'etcd' | 'worker';
  /** How long the store or worker takes for a write. */
  readonly writeLatencyMs?: Latency;
}

/** What the health checker finds, by session. */
export type Health = Readonly<Record<string, boolean>>;

/** Sessions s1, s2, …, all healthy. */
function routes(sessions: number): Route[] {
  return Array.from({ length: sessions }, (_, i) => {
    const session = `s${i + 1}`;
    return { session, url: `http://${session}`, weight: 1, healthy: true };
  });
}

const ID = 'c1';

/** A coordinator with one circuit: its database, its proxy, and those who call its manager. */
export class Gateway {
  readonly db: Database<Tables>;
  readonly #sim: Sim;
  readonly #coordinator: Coordinator;
  readonly #proxy: SimulatedProxy;
  readonly #holders: LockHolders;
  readonly #arrive: Operation;
  readonly #deletions: TaskHandle[] = [];
  /** How many deletions had begun, and ended, when the last update did; undefined where one was under way. */
  #updatedAfter: number | undefined;

  constructor(sim: Sim, variant: CircuitManagerVariant, options: GatewayOptions = {}) {
    const { sessions = 2, proxy = 'etcd', writeLatencyMs } = options;
    const circuits: Circuit[] = [{ id: ID, routes: routes(sessions) }];
    this.#sim = sim;
    this.#arrive = sim.operation('arrive');
    this.db = circuitDatabase(sim, circuits);
    const Proxy = proxy === 'etcd' ? Etcd : ProxyWorker;
    this.#proxy = new Proxy(sim, circuits, writeLatencyMs);
    this.#holders = new LockHolders(sim);
    const database = circuitPort(this.db);
    const manager = variant.create(
      { proxy: this.#proxy.port, database },
      // One reconciliation of a circuit at a time is what a lock is to the others.
      { spawn: (info, body) => this.#holders.during(info.name, sim.spawn(info, body)) },
    );
    this.#coordinator = { database, manager };
    if (manager.kept !== undefined) sim.watch('manager', () => manager.kept?.());
  }

  /** Somebody deletes the circuit, after the ordinary work unless the schedule says otherwise. */
  deletion(how: Deletion): TaskHandle {
    const deleteCircuit = how === 'unload, then commit' ? deleteInsideTransaction : deleteThenUnload;
    const task = this.#actor('deletion', (scope) => deleteCircuit(this.#coordinator, ID, scope), true);
    this.#deletions.push(task);
    return task;
  }

  /** One round of the health checker, which finds `health`, by session. */
  healthCheck(name: string, health: Health, { late = false } = {}): TaskHandle {
    return this.#actor(name, (scope) => this.#check(health, scope), late);
  }

  /** Rounds of the health checker, one after the other. */
  rounds(name: string, found: readonly Health[]): TaskHandle {
    return this.#actor(name, async (scope) => {
      for (const health of found) await this.#check(health, scope);
    });
  }

  /** A route event: the circuit is to have so many sessions from now on. */
  scaling(name: string, sessions: number): TaskHandle {
    return this.#actor(name, (scope) => this.#scale(sessions, scope));
  }

  /** A route event: session s1 is served from another place from now on, and gets another share of the traffic. */
  moving(name: string, place: number): TaskHandle {
    const moved = routes(1).map((route) => ({ ...route, url: `${route.url}-at-${place}`, weight: place }));
    return this.#actor(name, (scope) => this.#replace(`place ${place}`, moved, scope));
  }

  /** Route events, one after the other; when the last one arrives, the health checker begins its round, too. */
  scalings(name: string, counts: readonly number[], checker: string, health: Health): TaskHandle {
    return this.#actor(name, async (scope) => {
      for (const [i, sessions] of counts.entries()) {
        if (i === counts.length - 1) this.healthCheck(checker, health);
        await this.#scale(sessions, scope);
      }
    });
  }

  /** What can be said of these invariants at the end of a run. */
  checks(asked: readonly Invariant[]): CheckResult[] {
    const table = this.db.table(CIRCUITS);
    const atRest: AtRest = {
      rows: this.db.rows(CIRCUITS),
      shown: this.#proxy,
      rowChangedAt: (circuit) => table.changedAt(circuit),
      holders: this.#holders,
      wasUpdated: this.#updatedAfter === this.#deletionsBegun(),
    };
    return asked.map((invariant) => oracles[invariant](atRest));
  }

  #check(health: Health, scope: Scope): Promise<void> {
    return this.#update(() => recordHealth(this.#coordinator, ID, health, scope));
  }

  #scale(sessions: number, scope: Scope): Promise<void> {
    return this.#replace(`${sessions} sessions`, routes(sessions), scope);
  }

  async #replace(event: string, newRoutes: readonly Route[], scope: Scope): Promise<void> {
    await this.#arrive.call(event, () => {});
    await this.#update(() => replaceRoutes(this.#coordinator, ID, newRoutes, scope));
  }

  async #update(update: () => Promise<void>): Promise<void> {
    const before = this.#deletionsBegun();
    const overlaps = this.#deletions.some(({ started, status }) => started && status === 'pending');
    await update();
    this.#updatedAfter = !overlaps && before === this.#deletionsBegun() ? before : undefined;
  }

  #deletionsBegun(): number {
    return this.#deletions.filter(({ started }) => started).length;
  }

  #actor(name: string, body: (scope: Scope) => Promise<void>, late = false): TaskHandle {
    // What fails for a caller of the coordinator is answered to him: no unhandled rejection.
    return this.#sim.task(name, () => Task.start(name, body, { spawn: this.#sim.spawn }).result, {
      late,
      rejections: 'keep',
    });
  }
}
