import { type CheckResult, type DamageStep, type FindingKind, noKeyOfDeletedOwner } from 'heddle';
import type { Circuit } from '../../systems/circuit-manager/index.ts';
import type { SimulatedProxy } from './simulated-proxy.ts';

/** The rows that are committed, and what the proxy has, when all is quiet. */
export interface Quiet {
  readonly rows: readonly Circuit[];
  readonly shown: SimulatedProxy;
  /** The last step in which a circuit's row was committed, or its deletion. */
  readonly rowChangedAt: (circuit: string) => number | undefined;
}

export const circuitKinds = { 'missing-key': 'A key that its owner should have does not exist.' } as const;

type Damage = { readonly kind: FindingKind; readonly message: string };

const healthySessions = ({ routes }: Circuit): string[] =>
  routes
    .filter(({ healthy }) => healthy)
    .map(({ session }) => session)
    .sort();
const listed = (sessions: readonly string[]): string => sessions.join(', ') || 'none';

function first(invariant: string, quiet: Quiet, look: (row: Circuit) => Damage | undefined): CheckResult {
  for (const row of quiet.rows) {
    const found = look(row);
    if (found !== undefined) return { invariant, finding: { ...found, damage: damageTo(row.id, quiet) } };
  }
  return { invariant, finding: undefined };
}

/**
 * Row and proxy are as they are since the later of their last changes. Where that is the proxy's, it did the damage;
 * else somebody should still have told the proxy, and nobody knows when it was too late for that.
 */
function damageTo(id: string, { shown, rowChangedAt }: Quiet): readonly DamageStep[] {
  const committedAt = rowChangedAt(id) ?? 0;
  const shownAt = shown.changedAt(id) ?? 0;
  const damage: DamageStep[] = [];
  if (committedAt > 0) {
    damage.push({ role: 'origin', step: committedAt, what: `${id} was committed as it is` });
  }
  if (shownAt > committedAt) {
    damage.push({
      role: 'no-return',
      step: shownAt,
      what: `what the proxy has of ${id} was changed for the last time`,
    });
  }
  return damage;
}

/** Once the row's deletion is committed, the proxy has nothing of the circuit. */
export function noResurrectedKeys({ rows, shown, rowChangedAt }: Quiet): CheckResult {
  const alive = new Set(rows.map(({ id }) => id));
  return noKeyOfDeletedOwner(
    shown.items(),
    (owner) => !alive.has(owner),
    (key) => shown.ownerOf(key),
    rowChangedAt,
  );
}

/** The sessions that a proxy shows are the healthy routes in the database. */
export function sessionKeysMatchRoutes(quiet: Quiet): CheckResult {
  return first('session-keys-match-routes', quiet, (row) => {
    const is = quiet.shown.show(row.id).sessions;
    const expected = healthySessions(row);
    if (listed(is) === listed(expected)) return undefined;
    const message = `${row.id} shows sessions: ${listed(is)}; its committed healthy routes are: ${listed(expected)}`;
    return { kind: expected.every((session) => is.includes(session)) ? 'stale-key' : 'missing-key', message };
  });
}

/** Of the sessions in the row, those that are shown are those that were last committed as healthy. */
export function healthAsCommitted(quiet: Quiet): CheckResult {
  return first('health-as-committed', quiet, ({ id, routes }) => {
    const { sessions } = quiet.shown.show(id);
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
export function noStaleSessionKeys(quiet: Quiet): CheckResult {
  return first('no-stale-session-keys', quiet, ({ id, routes }) => {
    const known = new Set(routes.map(({ session }) => session));
    const stale = quiet.shown
      .show(id)
      .sessions.filter((session) => !known.has(session.split(' ')[0] as string));
    if (stale.length === 0) return undefined;
    return { kind: 'stale-key', message: `${id} shows ${listed(stale)}, which the row no longer has` };
  });
}

/** Of each session that is shown, traffic goes to the backend in the row, in the proportion that it says. */
export function backendsAsCommitted(quiet: Quiet): CheckResult {
  return first('backends-as-committed', quiet, ({ id, routes }) => {
    const backends = quiet.shown.backends(id);
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
export function updatesTakeEffect(quiet: Quiet, wasUpdated: boolean): CheckResult {
  return first('updates-take-effect', quiet, (row) => {
    if (!wasUpdated) return undefined;
    const { sessions } = quiet.shown.show(row.id);
    const missing = healthySessions(row).filter((session) => !sessions.includes(session));
    if (missing.length === 0) return undefined;
    return {
      kind: 'lost-update',
      message: `${row.id} exists and was updated, but does not show ${listed(missing)}`,
    };
  });
}

/** A circuit that exists is one that the proxy takes traffic for. */
export function liveCircuitsAreRouted(quiet: Quiet): CheckResult {
  return first('live-circuits-are-routed', quiet, ({ id }) =>
    quiet.shown.show(id).routed
      ? undefined
      : { kind: 'missing-key', message: `${id} exists, but the proxy takes no traffic for it` },
  );
}
