import fc from 'fast-check';
import type { Case } from './case.ts';
import { Circuits } from './circuit.ts';

/** Propagating reads the circuit again, in two sessions, before it asks for the lock: by then what it read is old. */
export const keysAfterUnloadReread: Case<{ checks: number }> = {
  name: 'keys after unload, re-read before the lock',
  usual: { checks: 1 },
  workload: fc.record({ checks: fc.integer({ min: 1, max: 3 }) }),
  run(world, { checks }) {
    const circuits = new Circuits(world);
    const probe = world.operation('probe');
    const read = world.operation('db.read');
    const commit = world.operation('db.commit');
    circuits.rows.add('c1');
    world.task('health', async () => {
      for (let n = 0; n < checks; n++) {
        const health = await probe('c1', () => 'healthy');
        const exists = await read('circuit', () => circuits.rows.has('c1'));
        if (!exists) return;
        const route = await read('routes', () => `c1 is ${health}`);
        await circuits.update('c1', route);
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
