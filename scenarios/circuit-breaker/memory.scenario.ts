/*
 * 3,000 calls a minute, all of them failing, which is when each variant keeps most. From [circuit-breaker-pr]: a list
 * of all calls within five minutes would be over 15,000 records; the ring of 100 has "super recent" ones only.
 * Invariant: min(n, 100) of n records are kept. The numbers: how many, over what time, and what the list would keep.
 * One thread, no faults: a sum.
 */
import { scenario } from 'heddle';
import { type CallRecord, circuitBreakers, compareMemory } from '../../systems/circuit-breaker/index.ts';
import { alone } from './alone.ts';
import { MODEL } from './gateway.ts';
import { breakerKinds, noLostRecord } from './oracles.ts';

const columns = ['records kept', 'span ms', 'records of a 5-minute list'] as const;
const ring = { 'records kept': 100, 'span ms': 2_000, 'records of a 5-minute list': 15_000 };
const otherCapacity = { 'no-lost-record': 'keeps no more errors than make a model unavailable' };

export default scenario('memory at 3,000 calls a minute', circuitBreakers, {
  kinds: breakerKinds,
  invariants: ['no-lost-record'],
  notApplicable: {
    'b0-one-error': otherCapacity,
    'b1-error-list': otherCapacity,
    'b2-ring-of-errors': otherCapacity,
  },
  documented: {
    source: 'circuit-breaker-pr',
    columns,
    figures: { 'b3-failure-ratio': ring, 'b4-load-or-store': ring },
  },
  runs: 1,
  run(sim, variant) {
    const breaker = alone(variant);
    const made: CallRecord[] = [];
    let kept: readonly CallRecord[] = [];
    sim.task('calls', async () => {
      for (let call = 0; call < 300; call++) {
        const record = { status: 429, at: call * 20 };
        made.push(record);
        await breaker.record(MODEL, record.status, record.at);
      }
      kept = await breaker.records(MODEL);
      sim.measure('records kept', kept.length);
      sim.measure('span ms', (kept.at(-1)?.at ?? 0) - (kept[0]?.at ?? 0));
      sim.measure('records of a 5-minute list', compareMemory().list.records);
    });
    return () => [noLostRecord(MODEL, made, kept, 100)];
  },
});
