import type { Circuit, Entries, Route } from './ports.ts';

const routerPrefix = (circuit: string): string => `routers/bai_router_${circuit}/`;
const middlewarePrefix = (circuit: string): string => `middlewares/bai_appproxy_plugin_${circuit}/`;
const pluginPrefix = (circuit: string): string =>
  `middlewares/appproxy/plugin/bai_appproxy_plugin_${circuit}/`;
const sessionName = (circuit: string, session: string): string => `bai_session_${session}_${circuit}`;

/** Where the weighted service of a circuit lives. The slash keeps `c1` from being a prefix of `c10`. */
export const servicePrefix = (circuit: string): string => `services/bai_service_${circuit}/`;

/** Where one session's load balancer lives. */
export const sessionPrefix = (circuit: string, session: string): string =>
  `services/${sessionName(circuit, session)}/`;

/** The weighted service and the load balancers behind it; nothing without routes. */
export function serviceEntries(circuit: string, routes: readonly Route[]): Entries {
  const entries: Record<string, string> = {};
  for (const [i, route] of routes.entries()) {
    const leaf = `${servicePrefix(circuit)}weighted/services/${i}/`;
    entries[`${leaf}name`] = sessionName(circuit, route.session);
    entries[`${leaf}weight`] = String(route.weight);
    entries[`${sessionPrefix(circuit, route.session)}loadBalancer/servers/0/url`] = route.url;
  }
  return entries;
}

/** All that the proxy needs to know of a circuit. */
export function circuitEntries(circuit: Circuit): Entries {
  return {
    [`${routerPrefix(circuit.id)}rule`]: `Host(\`${circuit.id}\`)`,
    [`${routerPrefix(circuit.id)}service`]: `bai_service_${circuit.id}`,
    [`${pluginPrefix(circuit.id)}enabled`]: 'true',
    ...serviceEntries(
      circuit.id,
      circuit.routes.filter((route) => route.healthy),
    ),
  };
}

/** The prefixes under which a circuit has keys, in the order in which an unload deletes them. */
export function circuitPrefixes(circuit: string, sessions: readonly string[]): readonly string[] {
  return [
    routerPrefix(circuit),
    servicePrefix(circuit),
    ...sessions.map((session) => sessionPrefix(circuit, session)),
    middlewarePrefix(circuit),
    pluginPrefix(circuit),
  ];
}

/** The sessions to which the weighted service in `entries` points. */
export function sessionsOfService(circuit: string, entries: Entries): readonly string[] {
  const start = 'bai_session_'.length;
  const end = `_${circuit}`.length;
  return Object.entries(entries)
    .filter(([key]) => key.startsWith(servicePrefix(circuit)) && key.endsWith('/name'))
    .map(([, name]) => name.slice(start, -end));
}
