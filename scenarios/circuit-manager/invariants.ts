import { type CheckResult, type FindingKind, noKeyOfDeletedOwner } from 'heddle';
import type { Circuit } from '../../systems/circuit-manager/index.ts';
import type { SimulatedProxy } from './simulated-proxy.ts';

/** The rows that are committed, and what the proxy has, when all is quiet. */
export interface Quiet {
  readonly rows: readonly Circuit[];
  readonly shown: SimulatedProxy;
}

export const circuitKinds = { 'missing-key': 'A key that its owner should have does not exist.' } as const;

type Damage = { readonly kind: FindingKind; readonly message: string };

const healthySessions = ({ routes }: Circuit): string[] =>
  routes
    .filter(({ healthy }) => healthy)
    .map(({ session }) => session)
    .sort();
const listed = (sessions: readonly string[]): string => sessions.join(', ') || 'none';

function first(
  invariant: string,
  rows: readonly Circuit[],
  look: (row: Circuit) => Damage | undefined,
): CheckResult {
  for (const row of rows) {
    const finding = look(row);
    if (finding !== undefined) return { invariant, finding };
  }
  return { invariant, finding: undefined };
}

/** Once the row's deletion is committed, the proxy has nothing of the circuit. */
export function noResurrectedKeys({ rows, shown }: Quiet): CheckResult {
  const alive = new Set(rows.map(({ id }) => id));
  return noKeyOfDeletedOwner(
    shown.items(),
    (owner) => !alive.has(owner),
    (key) => shown.ownerOf(key),
  );
}

/** The sessions that a proxy shows are the healthy routes in the database. */
export function sessionKeysMatchRoutes({ rows, shown }: Quiet): CheckResult {
  return first('session-keys-match-routes', rows, (row) => {
    const is = shown.show(row.id).sessions;
    const expected = healthySessions(row);
    if (listed(is) === listed(expected)) return undefined;
    const message = `${row.id} shows sessions: ${listed(is)}; its committed healthy routes are: ${listed(expected)}`;
    return { kind: expected.every((session) => is.includes(session)) ? 'stale-key' : 'missing-key', message };
  });
}

/** Of the sessions in the row, those that are shown are those that were last committed as healthy. */
export function healthAsCommitted({ rows, shown }: Quiet): CheckResult {
  return first('health-as-committed', rows, ({ id, routes }) => {
    const { sessions } = shown.show(id);
    for (const { session, healthy } of routes) {
      if (healthy === sessions.includes(session)) continue;
      return healthy
        ? { kind: 'missing-key', message: `${id} does not show ${session}, committed as healthy` }
        : { kind: 'stale-key', message: `${id} shows ${session}, committed as unhealthy` };
    }
    return undefined;
  });
}

/** No session is shown that is not in the row any more. */
export function noStaleSessionKeys({ rows, shown }: Quiet): CheckResult {
  return first('no-stale-session-keys', rows, ({ id, routes }) => {
    const known = new Set(routes.map(({ session }) => session));
    const stale = shown.show(id).sessions.filter((session) => !known.has(session.split(' ')[0] as string));
    if (stale.length === 0) return undefined;
    return { kind: 'stale-key', message: `${id} shows ${listed(stale)}, which the row no longer has` };
  });
}

/** Of each session that is shown, traffic goes to the backend in the row, in the proportion that it says. */
export function backendsAsCommitted({ rows, shown }: Quiet): CheckResult {
  return first('backends-as-committed', rows, ({ id, routes }) => {
    const backends = shown.backends(id);
    for (const { session, url, weight } of routes) {
      const is = backends.get(session);
      if (is === undefined || (is.url === url && is.weight === weight)) continue;
      const message = `${id} sends ${session} to ${is.url} (weight ${is.weight}); committed is ${url} (weight ${weight})`;
      return { kind: 'stale-key', message };
    }
    return undefined;
  });
}

/** A circuit that was updated after all its deletions had ended shows its healthy routes. */
export function updatesTakeEffect({ rows, shown }: Quiet, wasUpdated: boolean): CheckResult {
  return first('updates-take-effect', rows, (row) => {
    if (!wasUpdated) return undefined;
    const { sessions } = shown.show(row.id);
    const missing = healthySessions(row).filter((session) => !sessions.includes(session));
    if (missing.length === 0) return undefined;
    return {
      kind: 'lost-update',
      message: `${row.id} exists and was updated, but does not show ${listed(missing)}`,
    };
  });
}

/** A circuit that exists is one that the proxy takes traffic for. */
export function liveCircuitsAreRouted({ rows, shown }: Quiet): CheckResult {
  return first('live-circuits-are-routed', rows, ({ id }) =>
    shown.show(id).routed
      ? undefined
      : { kind: 'missing-key', message: `${id} exists, but the proxy takes no traffic for it` },
  );
}
