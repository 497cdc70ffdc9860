import type {
  Circuit,
  CircuitDatabase,
  CircuitSession,
  Guard,
  KeyValueStore,
  Route,
  WorkerEvent,
} from './ports.ts';

export const route = (session: string, healthy = true): Route => ({
  session,
  healthy,
  url: `http://${session}/`,
  weight: 1,
});
export const c1: Circuit = { id: 'c1', routes: [route('s1'), route('s2')] };

const ignore = (): void => {};

/** What happens to a call; a promise holds it back. */
export type Fate = 'error' | 'conflict' | 'reply lost' | 'stall' | Promise<void>;

/** A store, a worker and a database in memory: every call takes effect in a later microtask, once. */
export class FakeWorld {
  readonly rows = new Map<string, Circuit>([['c1', c1]]);
  readonly keys = new Map<string, string>();
  readonly table = new Map<string, readonly Route[]>();
  readonly #versions = new Map<string, number>();
  readonly #revisions = new Map<string, number>();
  readonly #fates = new Map<string, Fate[]>();
  #revision = 0;

  /** Decides the fate of the next call whose name starts with `call`. */
  next(call: string, fate: Fate): void {
    this.#fates.set(call, [fate]);
  }

  /** Arranges that the next such call waits; returns what lets it go on. */
  hold(call: string): () => void {
    let release = ignore;
    this.next(
      call,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    return release;
  }

  async #call<T>(name: string, effect: () => T): Promise<T> {
    const fate = [...this.#fates].find(([prefix]) => name.startsWith(prefix))?.[1].shift();
    await Promise.resolve();
    if (fate instanceof Promise) await fate;
    if (fate === 'stall') await new Promise(() => {});
    if (fate === 'conflict') throw Object.assign(new Error(name), { name: 'SerializationFailure' });
    if (fate === 'error') throw new Error(`${name} failed`);
    const result = effect();
    if (fate === 'reply lost') throw new Error(`${name}: reply lost`);
    return result;
  }

  readonly #delete = (prefix: string): void => {
    for (const key of this.keys.keys()) if (key.startsWith(prefix)) this.keys.delete(key);
  };

  readonly store: KeyValueStore = {
    putPrefix: (entries) =>
      this.#call('putPrefix', () => {
        for (const [key, value] of Object.entries(entries)) this.keys.set(key, value);
      }),
    deletePrefix: (prefix) => this.#call(`deletePrefix(${prefix})`, () => this.#delete(prefix)),
    range: (prefix) =>
      this.#call(`range(${prefix})`, () =>
        Object.fromEntries([...this.keys].filter(([key]) => key.startsWith(prefix))),
      ),
    put: (key) =>
      this.#call(`put(${key})`, () => {
        this.#revision += 1;
        this.#revisions.set(key, this.#revision);
        return this.#revision;
      }),
    replace: (prefixes, entries, guard: Guard) =>
      this.#call('replace', () => {
        if (this.#revisions.get(guard.key) !== guard.revision) return false;
        prefixes.forEach(this.#delete);
        for (const [key, value] of Object.entries(entries)) this.keys.set(key, value);
        return true;
      }),
  };

  readonly publish = (event: WorkerEvent): Promise<void> =>
    this.#call('publish', () => {
      const version = event.version ?? Infinity;
      if (version < (this.#versions.get(event.circuit) ?? 0)) return;
      if (event.version !== undefined) this.#versions.set(event.circuit, event.version);
      if (event.type === 'circuit-removed') this.table.delete(event.circuit);
      else if (event.type === 'circuit-created' || this.table.has(event.circuit))
        this.table.set(event.circuit, event.routes);
    });

  readonly database: CircuitDatabase = { begin: () => this.#begin() };

  #begin(): CircuitSession {
    let snapshot: Map<string, Circuit> | undefined;
    const writes: ((rows: Map<string, Circuit>) => void)[] = [];
    const seen = (): Map<string, Circuit> => (snapshot ??= new Map(this.rows));
    const write = (name: string, change: (rows: Map<string, Circuit>) => void): Promise<void> =>
      this.#call(name, () => {
        change(seen());
        writes.push(change);
      });
    return {
      readCircuit: (id) => this.#call(`readCircuit(${id})`, () => seen().get(id) ?? null),
      readHealthyRoutes: (id) =>
        this.#call(`readHealthyRoutes(${id})`, () =>
          (seen().get(id)?.routes ?? []).filter((r) => r.healthy).map((r) => r.session),
        ),
      readEndpoint: (id) => this.#call(`readEndpoint(${id})`, () => true),
      setHealth: (id, session, healthy) =>
        write('setHealth', (rows) => {
          const row = rows.get(id);
          if (row === undefined) return;
          const routes = row.routes.map((r) => (r.session === session ? { ...r, healthy } : r));
          rows.set(id, { ...row, routes });
        }),
      setRoutes: (id, routes) => write('setRoutes', (rows) => rows.set(id, { id, routes })),
      deleteCircuit: (id) => write('deleteCircuit', (rows) => rows.delete(id)),
      commit: () => this.#call('commit', () => writes.splice(0).forEach((change) => change(this.rows))),
      rollback: () => this.#call('rollback', () => void writes.splice(0)),
      close: () => {},
    };
  }
}

/** Lets everything run that waits for nothing but microtasks. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 200; i += 1) await Promise.resolve();
}
