import { createRequire } from 'node:module';
import type { Agent } from 'node:http';
import { bySymbol } from './by-symbol.ts';

const require = createRequire(import.meta.url);

/** Where copies of undici agree on who sends the requests of `fetch`, by version. */
const DISPATCHERS = [1, 2].map((version) => Symbol.for(`undici.globalDispatcher.${version}`));

/** What Node's agents know of their sockets. */
const SOCKETS = ['requests', 'sockets', 'freeSockets'] as const;

/** Where dispatchers keep their connections. */
const CONNECTIONS = ['clients', 'origins'] as const;

type Restore = () => void;

/**
 * Puts aside the connections that Node keeps for all who ask (those of `http.globalAgent` and of `fetch`): a run begins
 * with none.
 * @returns what puts them back
 */
export function putAside(): Restore {
  const restores = [...globalAgents().map(putAsideSockets), ...DISPATCHERS.map(putAsideDispatcher)];
  return () => {
    // In reverse: two names may be of one dispatcher.
    for (const restore of restores.reverse()) restore();
  };
}

function globalAgents(): readonly Agent[] {
  const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };
  const names = moduleLoadList.includes('NativeModule https') ? ['http', 'https'] : ['http'];
  return names.map((name) => (require(name) as { readonly globalAgent: Agent }).globalAgent);
}

function putAsideSockets(agent: Agent): Restore {
  const kept = Object.fromEntries(
    [...SOCKETS, 'totalSocketCount', '_sessionCache'].map((name) => [name, Reflect.get(agent, name)]),
  );
  for (const name of SOCKETS) Reflect.set(agent, name, Object.create(null));
  Reflect.set(agent, 'totalSocketCount', 0);
  // Of https: with a session that is known a handshake has other steps.
  if ('_sessionCache' in agent) agent._sessionCache = { map: {}, list: [] };
  return () => void Object.assign(agent, kept);
}

function putAsideDispatcher(symbol: symbol): Restore {
  const dispatcher: unknown = Reflect.get(globalThis, symbol);
  if (typeof dispatcher !== 'object' || dispatcher === null) return () => {};
  const restores = CONNECTIONS.map((name) => putAsideEntries(bySymbol(dispatcher, name)));
  return () => {
    if (Reflect.get(globalThis, symbol) !== dispatcher) Reflect.set(globalThis, symbol, dispatcher);
    for (const restore of restores) restore();
  };
}

function putAsideEntries(collection: unknown): Restore {
  if (collection instanceof Map) {
    const entries = [...(collection as Map<unknown, unknown>)];
    collection.clear();
    return () => {
      collection.clear();
      for (const [key, value] of entries) collection.set(key, value);
    };
  }
  if (collection instanceof Set) {
    const members = [...(collection as Set<unknown>)];
    collection.clear();
    return () => {
      collection.clear();
      for (const member of members) collection.add(member);
    };
  }
  return () => {};
}
