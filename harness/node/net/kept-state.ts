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

const { moduleLoadList } = process as unknown as { readonly moduleLoadList: readonly string[] };

/** Modules with an agent of their own that are loaded, as of so many modules: each run asks, and few load any. */
const withAgents = { asOf: 0, modules: [] as readonly { readonly globalAgent: Agent }[] };

function globalAgents(): readonly Agent[] {
  if (withAgents.asOf !== moduleLoadList.length) {
    const names = moduleLoadList.includes('NativeModule https') ? ['http', 'https'] : ['http'];
    withAgents.modules = names.map((name) => require(name) as { readonly globalAgent: Agent });
    withAgents.asOf = moduleLoadList.length;
  }
  return withAgents.modules.map(({ globalAgent }) => globalAgent);
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
  const restores = connectionsOf(dispatcher).map(putAsideEntries);
  return () => {
    if (Reflect.get(globalThis, symbol) !== dispatcher) Reflect.set(globalThis, symbol, dispatcher);
    for (const restore of restores) restore();
  };
}

/** A dispatcher keeps its collections as long as it lives. */
const connections = new WeakMap<object, readonly unknown[]>();

function connectionsOf(dispatcher: object): readonly unknown[] {
  let known = connections.get(dispatcher);
  if (known === undefined)
    connections.set(dispatcher, (known = CONNECTIONS.map((name) => bySymbol(dispatcher, name))));
  return known;
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
