/*
 * Two circuits are loaded and one is loaded again. What writes to the proxy belongs to none of the callers, so whoever
 * supervises the process has to hear of it, by the circuit.
 * Invariant: the supervisor is told of all that runs in the background. One order: who is told does not depend on it.
 */
import { KeyValueStore, scenario } from 'heddle';
import { circuitManagers } from '../../systems/circuit-manager/index.ts';
import { ToldTasks, toldTaskKinds } from '../told-tasks.ts';
import { circuitDatabase, circuitPort } from './circuit-database.ts';

const originals = Object.keys(circuitManagers.variants).filter((id) => id !== 'hardened');
const inCallers = { '*': 'writes within its callers: nothing runs in the background' };

export default scenario('tasks in the background', circuitManagers, {
  kinds: toldTaskKinds,
  invariants: ['tasks-are-told'],
  runs: 1,
  notApplicable: Object.fromEntries(originals.map((id) => [id, inCallers])),
  run(sim, variant) {
    const tasks = new ToldTasks(sim.spawn);
    const circuits = ['c1', 'c2'].map((id) => ({ id, routes: [] }));
    const database = circuitPort(circuitDatabase(sim, circuits));
    const store = new KeyValueStore(sim, { name: 'etcd' });
    const manager = variant.create({ proxy: { kind: 'etcd', store }, database }, { spawn: tasks.spawn });
    sim.task('operator', async () => {
      await manager.load(circuits);
      await manager.load(circuits.slice(1));
    });
    return () => [tasks.check(['reconcile(c1)', 'reconcile(c2)', 'reconcile(c2)'])];
  },
});
