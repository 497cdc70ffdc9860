import fc from 'fast-check';
import type { Case } from './case.ts';
import { Circuits } from './circuit.ts';

/** Propagating goes by the snapshot in memory: an update that waits for the lock comes after the unload. */
export const keysAfterUnload: Case<{ checks: number }> = {
  name: 'keys after unload',
  usual: { checks: 1 },
  workload: fc.record({ checks: fc.integer({ min: 1, max: 3 }) }),
  run(world, { checks }) {
    const circuits = new Circuits(world);
    const probe = world.operation('probe');
    const commit = world.operation('db.commit');
    circuits.rows.add('c1');
    world.task('health', async () => {
      for (let n = 0; n < checks; n++) {
        const health = await probe('c1', () => 'healthy');
        await circuits.update('c1', health);
      }
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
