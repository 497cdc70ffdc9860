import { replacing } from '../../world/replacing.ts';
import type { Sessions } from '../frame/sessions.ts';
import { type Action, ActionReader } from './action.ts';
import { EtcdWatch } from './etcd-watch.ts';
import {
  bytes,
  itemsOf,
  type Json,
  rangeJson,
  rangeOf,
  responseOf,
  selectJson,
  transactionJson,
  type WireRange,
  type WireResponse,
} from './gateway.ts';
import { Shown } from './shown.ts';

interface Answer extends WireRange {
  readonly header: { readonly revision?: string };
  readonly succeeded?: boolean;
  readonly responses?: readonly WireResponse[];
  readonly TTL?: string;
  readonly grantedTTL?: string;
  readonly keys?: readonly string[];
  readonly leases?: readonly { readonly ID: string }[];
  readonly result?: { readonly TTL?: string };
}

/** What etcd says, and what it is called here. */
const REASONS: Readonly<Record<string, string>> = {
  'etcdserver: mvcc: required revision has been compacted': 'compacted',
  'etcdserver: mvcc: required revision is a future revision': 'future-revision',
  'etcdserver: duplicate key given in txn request': 'duplicate-key',
  'etcdserver: requested lease not found': 'lease-not-found',
  'etcdserver: lease already exists': 'lease-exists',
  'etcdserver: key is not provided': 'no-key',
  'etcdserver: too many operations in txn request': 'too-many-operations',
};

class Refused extends Error {}

/** One call of etcd's gateway, which speaks JSON. @throws Refused for what etcd refuses, by our name for it */
async function call(origin: string, path: string, body: Json): Promise<Answer> {
  const response = await fetch(`${origin}/v3/${path}`, { method: 'POST', body: JSON.stringify(body) });
  const answer = (await response.json()) as Answer & { readonly error?: string };
  if (answer.error !== undefined) throw new Refused(REASONS[answer.error] ?? answer.error);
  return answer;
}

/** Clients of a real etcd, by its gateway. */
export class EtcdSessions implements Sessions {
  readonly #origin: string;
  readonly #shown: Shown;
  readonly #reader: ActionReader;
  readonly #watches = new Map<string, EtcdWatch>();
  #revision: number;

  /** The store is emptied first. */
  static async open(origin: string): Promise<EtcdSessions> {
    const { leases = [] } = await call(origin, 'lease/leases', {});
    for (const { ID } of leases) await call(origin, 'lease/revoke', { ID });
    const { header } = await call(origin, 'kv/deleterange', rangeJson({ prefix: '' }));
    return new EtcdSessions(origin, Number(header.revision));
  }

  private constructor(origin: string, base: number) {
    this.#origin = origin;
    this.#shown = new Shown(base);
    this.#reader = new ActionReader(base);
    this.#revision = base;
  }

  perform(session: string, text: string): Promise<string> {
    return this.#answer(session, this.#reader.read(text));
  }

  async outcome(): Promise<string> {
    const { kvs } = await this.#call('kv/range', rangeJson({ prefix: '' }));
    const items = itemsOf(kvs).map(({ key, value }) => `${key}=${value}`);
    return items.toSorted().join(' ') || 'nothing';
  }

  close(): Promise<void> {
    for (const watch of this.#watches.values()) watch.close();
    return Promise.resolve();
  }

  async #answer(session: string, action: Action): Promise<string> {
    try {
      return await this.#perform(session, action);
    } catch (error) {
      if (error instanceof Refused) return `error ${error.message}`;
      throw error;
    }
  }

  async #perform(session: string, action: Action): Promise<string> {
    const shown = this.#shown;
    switch (action.type) {
      case 'put': {
        const { key, value, lease } = action;
        const request = { key: bytes(key), value: bytes(value), lease: `${lease}` };
        const { header } = await this.#call('kv/put', request);
        return shown.revision(Number(header.revision));
      }
      case 'put-all': {
        const puts = Object.entries(action.entries).map(
          ([key, value]) => ({ type: 'put', key, value }) as const,
        );
        await this.#call('kv/txn', transactionJson({ success: puts }));
        return 'done';
      }
      case 'delete':
        await this.#call('kv/deleterange', rangeJson({ key: action.key }));
        return 'done';
      case 'clear':
        await this.#call('kv/deleterange', rangeJson({ prefix: action.prefix }));
        return 'done';
      case 'compare-and-put': {
        const { key, value, revision } = action;
        const compare = [{ key, target: 'revision', result: '=', value: revision }] as const;
        const success = [{ type: 'put', key, value }] as const;
        return String((await this.#call('kv/txn', transactionJson({ compare, success }))).succeeded === true);
      }
      case 'replace': {
        const transaction = replacing(action.prefixes, action.entries, action.guard);
        return String((await this.#call('kv/txn', transactionJson(transaction))).succeeded === true);
      }
      case 'get': {
        const { kvs } = await this.#call('kv/range', rangeJson({ key: action.key }));
        return shown.item(itemsOf(kvs)[0]);
      }
      case 'read': {
        const { kvs } = await this.#call('kv/range', rangeJson({ prefix: action.prefix }));
        return JSON.stringify(Object.fromEntries(itemsOf(kvs).map(({ key, value }) => [key, value])));
      }
      case 'select': {
        const request = { ...selectJson(action.request), serializable: action.serializable };
        const answer = await this.#call('kv/range', request);
        return `${shown.revision(Number(answer.header.revision))} ${shown.response(rangeOf(answer))}`;
      }
      case 'transact': {
        const answer = await this.#call('kv/txn', transactionJson(action.transaction));
        const responses = (answer.responses ?? []).map(responseOf);
        return shown.transaction(answer.succeeded === true, Number(answer.header.revision), responses);
      }
      case 'compact':
        await this.#call('kv/compaction', { revision: `${action.revision}`, physical: true });
        return 'done';
      case 'grant':
        return `lease ${(await this.#call('lease/grant', { ID: `${action.lease}`, TTL: `${action.ttl}` })).TTL} s`;
      case 'keep-alive':
        return `${(await this.#call('lease/keepalive', { ID: `${action.lease}` })).result?.TTL ?? 0} s`;
      case 'time-to-live': {
        const {
          TTL,
          grantedTTL = 0,
          keys = [],
        } = await this.#call('lease/timetolive', {
          ID: `${action.lease}`,
          keys: true,
        });
        const names = keys.map((key) => Buffer.from(key, 'base64').toString()).toSorted();
        return `${TTL ?? 0} of ${grantedTTL} s [${names.join(', ')}]`;
      }
      case 'revoke':
        await this.#call('lease/revoke', { ID: `${action.lease}` });
        return 'done';
      case 'watch': {
        const watch = new EtcdWatch(session, this.#origin, action.prefix, action.options);
        this.#watches.set(action.name, watch);
        const revision = await watch.opened;
        // What it is told of the past comes later, in etcd's own time; nothing else is to come in between.
        if ((action.options.fromRevision ?? Infinity) <= revision) await watch.arrived(undefined, revision);
        return shown.revision(revision);
      }
      case 'events': {
        const watch = this.#watches.get(action.name);
        if (watch === undefined) return 'no watch';
        await watch.arrived(action.count, this.#revision);
        return shown.changes(watch.take(), watch.end);
      }
      case 'cancel':
        await this.#close(this.#watches.get(action.name));
        return 'cancelled';
      case 'disconnect':
        for (const watch of this.#watches.values()) if (watch.session === session) await this.#close(watch);
        return 'disconnected';
      case 'pass':
        await new Promise((resolve) => setTimeout(resolve, action.ms));
        return 'passed';
      case 'race': {
        const answers = await Promise.all(action.actions.map((one) => this.#answer(session, one)));
        return answers.toSorted().join(' || ');
      }
    }
  }

  /** Ends a watch when all that was changed before has arrived. */
  async #close(watch: EtcdWatch | undefined): Promise<void> {
    await watch?.arrived(undefined, this.#revision);
    watch?.close();
  }

  async #call(path: string, body: Json): Promise<Answer> {
    const answer = await call(this.#origin, path, body);
    this.#revision = Math.max(this.#revision, Number(answer.header?.revision ?? 0));
    return answer;
  }
}
