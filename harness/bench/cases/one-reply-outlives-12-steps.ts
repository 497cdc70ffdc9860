import fc from 'fast-check';
import type { Case } from './case.ts';

const THRESHOLD = 12;

/** Opens after so many errors in a row; a success, however old, closes it. */
class Breaker {
  #errors = 0;

  get open(): boolean {
    return this.#errors >= THRESHOLD;
  }

  record(ok: boolean): void {
    this.#errors = ok ? 0 : this.#errors + 1;
  }
}

/** A success from before the outage arrives after twelve failures and closes the breaker. */
export const oneReplyOutlives12Steps: Case<{ requests: number }> = {
  name: 'one reply outlives 12 steps',
  usual: { requests: THRESHOLD },
  workload: fc.record({ requests: fc.integer({ min: THRESHOLD - 2, max: THRESHOLD + 2 }) }),
  run(world, { requests }) {
    const upstream = world.operation('upstream');
    const breaker = new Breaker();
    let outage = false;
    let wrongly: string | undefined;
    world.task('slow', async () => {
      const beforeOutage = !outage;
      await upstream('slow', () => 200);
      if (breaker.open && beforeOutage) wrongly = 'a success from before the outage closed the breaker';
      breaker.record(true);
    });
    world.task('client', async () => {
      outage = true;
      for (let i = 0; i < requests; i++) {
        const status = await upstream('quick', () => 500);
        breaker.record(status === 200);
      }
    });
    return () => wrongly;
  },
};
