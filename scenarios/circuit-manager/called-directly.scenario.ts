/*
 * A circuit's row is written by others, who then call the manager for the one thing that changed: a circuit that is new,
 * new routes, a round of health checks, a deletion; or who have the manager commit. In between the coordinator is
 * restarted: its manager is a new one, the proxy is not. From [circuit-manager-pr] and [backend-ai]: load, update and
 * propagate write the healthy routes, unload takes the circuit away; and so in legacy mode.
 * Invariant: each call alone makes the proxy show what the database says, also after a restart, and what was committed is
 * in the database; no session of the database is left open.
 * One order, no faults: a table.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import {
  type Circuit,
  circuitManagers,
  type CircuitSession,
  type Route,
} from '../../systems/circuit-manager/index.ts';
import { circuitDatabase, circuitPort } from './circuit-database.ts';
import { Etcd } from './etcd.ts';
import { circuitKinds } from './invariants.ts';
import { ProxyWorker } from './proxy-worker.ts';

const INVARIANT = 'each-call-takes-effect';
const route = (n: number, weight: number, healthy = true): Route => ({
  session: `s${n}`,
  url: `http://s${n}-of-${weight}`,
  weight,
  healthy,
});
const first = [route(1, 1)];
const second = [route(1, 2), route(2, 2)];
const third = [route(1, 3), route(2, 3, false), route(3, 3)];

export default scenario('called directly', circuitManagers, {
  kinds: circuitKinds,
  invariants: [INVARIANT],
  runs: 1,
  run(sim, variant) {
    let wrong: CheckResult | undefined;
    const story = async (Proxy: typeof Etcd | typeof ProxyWorker, id: string): Promise<void> => {
      const before: Circuit = { id, routes: first };
      const db = circuitDatabase(sim, [before]);
      const database = circuitPort(db);
      const proxy = new Proxy(sim, []);
      const create = () => variant.create({ proxy: proxy.port, database }, { spawn: sim.spawn });
      const change = async (body: (session: CircuitSession) => Promise<void>): Promise<void> => {
        const session = database.begin();
        await body(session);
        await session.commit();
        session.close();
      };
      const compare = (call: string, routes: readonly Route[] | null): void => {
        const healthy = (routes ?? []).filter((one) => one.healthy);
        const due = healthy.map(({ session, url, weight }) => [session, { url, weight }]);
        const shown = [...proxy.backends(id)]
          .map(([session, { url, weight }]) => [session, { url, weight }] as const)
          .sort(([a], [b]) => a.localeCompare(b));
        const { routed } = proxy.show(id);
        const same = JSON.stringify(due) === JSON.stringify(shown) && routed === (routes !== null);
        if (same) return;
        const message = `after ${call} of ${id} the proxy shows ${JSON.stringify(shown)}, not ${JSON.stringify(due)}`;
        wrong ??= violated(INVARIANT, 'stale-key', message, sim.step);
      };
      let manager = create();
      await manager.load([before]);
      compare('load', first);
      await change((session) => session.setRoutes(id, second));
      await manager.updateRoutes({ id, routes: second }, first);
      compare('updateRoutes', second);
      const committing = database.begin();
      await committing.setRoutes(id, first);
      await manager.commit(committing, [id]);
      committing.close();
      const reading = database.begin();
      const [stored, due] = [await reading.readCircuit(id), { id, routes: first }];
      reading.close();
      if (JSON.stringify(stored) !== JSON.stringify(due)) {
        const message = `after a commit the database has ${JSON.stringify(stored)}, not ${JSON.stringify(due)}`;
        wrong ??= violated(INVARIANT, 'missing-key', message, sim.step);
      }
      manager = create();
      await change((session) => session.setRoutes(id, third));
      await manager.propagate({ id, routes: third }, second);
      compare('propagate after a restart', third);
      await change((session) => session.deleteCircuit(id));
      await manager.unload([{ id, routes: third }]);
      compare('unload', null);
      if (db.openSessions > 0)
        wrong ??= violated(INVARIANT, 'leaked-slot', `${db.openSessions} sessions of ${id} are still open`);
    };
    sim.task('operator', async () => {
      await story(Etcd, 'c1');
      await story(ProxyWorker, 'c2');
    });
    return () => [wrong ?? held(INVARIANT)];
  },
});
