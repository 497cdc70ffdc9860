import type { Case } from '../case.ts';
import { Circuits } from './circuit.ts';

/** Propagating goes by the snapshot in memory: an update that waits for the lock comes after the unload. */
export const keysAfterUnload: Case = {
  name: 'keys after unload',
  run(world) {
    const circuits = new Circuits(world);
    const probe = world.operation('probe');
    const commit = world.operation('db.commit');
    circuits.rows.add('c1');
    world.task('health', async () => {
      const health = await probe('c1', () => 'healthy');
      await circuits.update('c1', health);
    });
    world.task(
      'deletion',
      async () => {
        await commit('c1', () => circuits.rows.delete('c1'));
        await circuits.unload('c1');
      },
      { late: true },
    );
    return () => circuits.resurrected();
  },
};
