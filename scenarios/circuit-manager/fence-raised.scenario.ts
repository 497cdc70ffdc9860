/*
 * Two circuits are unloaded at once. The first one's write fails, so that it raises the fence and tries again; meanwhile
 * the second one's write is on its way, with the fence of before. Ours says that such a write takes no effect, and is done
 * again behind the new fence, which nobody has to raise once more.
 * Invariants: when unload has resolved both circuits are gone; the fence was raised twice.
 * One order: who fails, and when, is the story.
 */
import { type CheckResult, held, scenario, violated } from 'heddle';
import { type Circuit, circuitManagers, type KeyValueStore } from '../../systems/circuit-manager/index.ts';
import { circuitDatabase, circuitPort } from './circuit-database.ts';
import { Etcd } from './etcd.ts';
import { circuitKinds } from './invariants.ts';

const SHOWN = 'each-call-takes-effect';
const RAISED = 'retries-as-it-says';
/** Longer than the first circuit waits before it tries again. */
const ON_ITS_WAY_MS = 1_500;
const originals = Object.keys(circuitManagers.variants).filter((id) => id !== 'hardened');
const noFence = { '*': 'raises no fence' };

export default scenario('the fence is raised', circuitManagers, {
  kinds: { ...circuitKinds, 'wrong-retries': 'It tried more or less often than it says, or told nobody.' },
  invariants: [SHOWN, RAISED],
  runs: 1,
  timerLatenessMs: 0,
  notApplicable: Object.fromEntries(originals.map((id) => [id, noFence])),
  run(sim, variant) {
    const circuits = ['c1', 'c2'].map((id): Circuit => {
      return { id, routes: [{ session: 's1', url: `http://${id}`, weight: 1, healthy: true }] };
    });
    const etcd = new Etcd(sim, circuits);
    let raised = 0;
    let isFirst = true;
    const behind = (real: KeyValueStore): KeyValueStore => ({
      putPrefix: (entries) => real.putPrefix(entries),
      deletePrefix: (prefix) => real.deletePrefix(prefix),
      range: (prefix) => real.range(prefix),
      put: (key, value) => {
        raised += 1;
        return real.put(key, value);
      },
      replace: async (prefixes, entries, guard) => {
        const isOfFirst = prefixes.some((prefix) => prefix.includes('_c1/'));
        if (isOfFirst && isFirst) {
          isFirst = false;
          throw new Error('away');
        }
        if (!isOfFirst) await new Promise((resolve) => void setTimeout(resolve, ON_ITS_WAY_MS));
        return real.replace(prefixes, entries, guard);
      },
    });
    let shown: readonly string[] = ['not yet'];
    sim.task('operator', async () => {
      if (etcd.port.kind !== 'etcd') return;
      const manager = variant.create(
        {
          proxy: { kind: 'etcd', store: behind(etcd.port.store) },
          database: circuitPort(circuitDatabase(sim, [])),
        },
        { spawn: sim.spawn },
      );
      await manager.unload(circuits);
      shown = circuits.map(({ id }) => id).filter((id) => etcd.show(id).routed);
    });
    return (): CheckResult[] => [
      shown.length === 0
        ? held(SHOWN)
        : violated(SHOWN, 'stale-key', `unload has resolved, and the proxy shows ${shown.join(', ')}`),
      raised === 2
        ? held(RAISED)
        : violated(RAISED, 'wrong-retries', `the fence was raised ${raised} times, not twice`),
    ];
  },
});
