import type { Sim } from '../../core/sim.ts';
import { simulate } from '../../program/simulate.ts';
import { ConnectionClosed } from '../../world/database-errors.ts';
import { KeyValueError } from '../../world/key-value-errors.ts';
import { KeyValueStore } from '../../world/key-value-store.ts';
import type { KeyValueChange } from '../../world/key-value.ts';
import type { Watch } from '../../world/watch.ts';
import type { Sessions } from '../frame/sessions.ts';
import { type Action, ActionReader } from './action.ts';
import { Shown } from './shown.ts';

/** Until all that is under way has arrived; virtual, so it costs nothing. */
const SETTLED_MS = 100;

/**
 * Sessions of a simulated key-value store. A run is over before anybody hears of it: so each action is a run of its own,
 * in which all before it happen first, as they did.
 */
export class SimulatedSessions implements Sessions {
  readonly #actions: (readonly [session: string, action: string])[] = [];

  async perform(session: string, action: string): Promise<string> {
    this.#actions.push([session, action]);
    return (await this.#play()).at(-1) ?? '';
  }

  async outcome(): Promise<string> {
    let left = '';
    await this.#play((store) => {
      const items = [...store.items()].map(({ key, value }) => `${key}=${value}`);
      left = items.toSorted().join(' ') || 'nothing';
    });
    return left;
  }

  async #play(inTheEnd?: (store: KeyValueStore) => void): Promise<string[]> {
    const answers: string[] = [];
    const run = await simulate((sim) => {
      const store = new KeyValueStore(sim);
      const clients = new Clients(sim, store);
      sim.task('history', async () => {
        for (const [session, action] of this.#actions) answers.push(await clients.perform(session, action));
        inTheEnd?.(store);
      });
    });
    const [finding] = run.findings;
    if (finding !== undefined) throw new Error(`the run of the simulation failed: ${finding.message}`);
    return answers;
  }
}

interface Watching {
  readonly session: string;
  readonly watch: Watch;
  readonly seen: KeyValueChange[];
  end: string | undefined;
}

/** What the sessions do, within one run. */
class Clients {
  readonly #sim: Sim;
  readonly #store: KeyValueStore;
  readonly #shown: Shown;
  readonly #reader: ActionReader;
  readonly #watches = new Map<string, Watching>();

  constructor(sim: Sim, store: KeyValueStore) {
    this.#sim = sim;
    this.#store = store;
    this.#shown = new Shown(store.revision);
    this.#reader = new ActionReader(store.revision);
  }

  perform(session: string, text: string): Promise<string> {
    return this.#answer(session, this.#reader.read(text));
  }

  async #answer(session: string, action: Action): Promise<string> {
    try {
      return await this.#perform(session, action);
    } catch (error) {
      return `error ${reasonOf(error)}`;
    }
  }

  async #perform(session: string, action: Action): Promise<string> {
    const [store, shown] = [this.#store, this.#shown];
    switch (action.type) {
      case 'put':
        return shown.revision(await store.put(action.key, action.value, { lease: action.lease }));
      case 'put-all':
        return done(store.putPrefix(action.entries));
      case 'delete':
        return done(store.delete(action.key));
      case 'clear':
        return done(store.deletePrefix(action.prefix));
      case 'compare-and-put':
        return String(await store.compareAndPut(action.key, action.value, action.revision));
      case 'replace':
        return String(await store.replace(action.prefixes, action.entries, action.guard));
      case 'get':
        return shown.item(await store.get(action.key));
      case 'read':
        return JSON.stringify(await store.range(action.prefix));
      case 'select': {
        const { keys, ...options } = action.request;
        const response = await store.select(keys, options);
        return `${shown.revision(response.revision)} ${shown.response(response)}`;
      }
      case 'transact': {
        const { succeeded, revision, responses } = await store.transact(action.transaction);
        return shown.transaction(succeeded, revision, responses);
      }
      case 'compact':
        return done(store.compact(action.revision));
      case 'grant':
        return `lease ${(await store.grant(action.ttl, action.lease)).ttl} s`;
      case 'keep-alive':
        return `${await store.keepAlive(action.lease)} s`;
      case 'time-to-live': {
        const { ttl, grantedTtl, keys } = await store.timeToLive(action.lease);
        return `${ttl} of ${grantedTtl} s [${keys.join(', ')}]`;
      }
      case 'revoke':
        return done(store.revoke(action.lease));
      case 'watch':
        return this.#watch(session, action);
      case 'events':
        return this.#events(action.name);
      // What was changed before may or may not be on its way; here it arrives first.
      case 'cancel':
        await this.#pass(SETTLED_MS);
        this.#watches.get(action.name)?.watch.close();
        return 'cancelled';
      case 'disconnect':
        await this.#pass(SETTLED_MS);
        for (const { session: its, watch } of this.#watches.values()) if (its === session) watch.close();
        return 'disconnected';
      case 'pass':
        await this.#pass(action.ms);
        return 'passed';
      case 'race': {
        const answers = await Promise.all(action.actions.map((one) => this.#answer(session, one)));
        return answers.toSorted().join(' || ');
      }
    }
  }

  async #watch(
    session: string,
    { name, prefix, options }: Extract<Action, { type: 'watch' }>,
  ): Promise<string> {
    const watching: Watching = {
      session,
      watch: this.#store.watch(prefix, options),
      seen: [],
      end: undefined,
    };
    this.#watches.set(name, watching);
    const revision = await watching.watch.opened;
    const listen = async (): Promise<void> => {
      try {
        for (;;) watching.seen.push(await watching.watch.next());
      } catch (error) {
        watching.end = reasonOf(error);
      }
    };
    this.#sim.task(`${name} listens at ${this.#sim.step}`, listen, { daemon: true });
    return this.#shown.revision(revision);
  }

  async #events(name: string): Promise<string> {
    await this.#pass(SETTLED_MS);
    const watching = this.#watches.get(name);
    if (watching === undefined) return 'no watch';
    return this.#shown.changes(batchesOf(watching.seen.splice(0)), watching.end);
  }

  #pass(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Changes of one revision came together. */
function batchesOf(changes: readonly KeyValueChange[]): KeyValueChange[][] {
  const batches: KeyValueChange[][] = [];
  for (const change of changes) {
    if (batches.at(-1)?.[0]?.revision === change.revision) batches.at(-1)?.push(change);
    else batches.push([change]);
  }
  return batches;
}

async function done(call: Promise<void>): Promise<string> {
  await call;
  return 'done';
}

function reasonOf(error: unknown): string {
  if (error instanceof KeyValueError) return error.reason;
  return error instanceof ConnectionClosed ? 'closed' : String(error);
}
