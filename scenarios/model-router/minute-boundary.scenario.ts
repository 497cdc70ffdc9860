/*
 * Usages are recorded just before and just after the end of a minute. From [router-document], problem 2: the minute was
 * read inside the buffer lock, and the fix reads it before. Nothing suspends while that lock is held, so neither ever
 * waits for it. (The worker is busy now and then only in u1, which awaits its counters.)
 * Invariant: a row's minute is the minute in which its usage was taken up.
 * No faults: a row that is written at all shows its minute.
 */
import fc from 'fast-check';
import { type CheckResult, held, scenario, violated } from 'heddle';
import { modelRouter } from '../../systems/model-router/index.ts';
import { claimedIn } from '../expected.ts';
import { usagesIn } from './accounts.ts';
import { Fleet } from './fleet.ts';
import { SERIES } from './usage-tables.ts';

const minuteMs = 60_000;

export default scenario('usage around the end of a minute', modelRouter, {
  workload: fc.record({
    beforeMs: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 2 }),
    afterMs: fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 1 }),
  }),
  kinds: { 'wrong-timestamp': 'A row carries another time than that of the event it records.' },
  invariants: ['minute-of-taking-up'],
  claims: claimedIn('router-document, problem 2', {
    'v1-buffer-lock': { 'minute-of-taking-up': 'violated' },
    'v2-cache-locks': { 'minute-of-taking-up': 'holds' },
  }),
  documented: {
    source: 'router-document, problem 2',
    columns: ['rows in a wrong minute'],
    figures: {
      'v1-buffer-lock': { 'rows in a wrong minute': 'some' },
      'v2-cache-locks': { 'rows in a wrong minute': 'none' },
    },
  },
  run(sim, variant, { beforeMs, afterMs }) {
    const fleet = new Fleet(sim, variant, { flushIntervalMs: 40 });
    const endMs = minuteMs - (Date.now() % minuteMs);
    const recordedAtMs: number[] = [];
    const times = [...beforeMs.map((ms) => endMs - ms), ...afterMs.map((ms) => endMs + ms)];
    times.sort((a, b) => a - b);
    sim.task(
      'producer',
      async () => {
        fleet.router.startWorkers();
        for (const atMs of times) {
          await new Promise((resolve) => setTimeout(resolve, atMs - sim.nowMs));
          recordedAtMs.push(Date.now());
          fleet.accounts.record();
        }
        await fleet.router.flushRemaining();
      },
      { startMs: [endMs - 50, endMs - 50] },
    );
    return (): CheckResult[] => {
      // Where nothing suspends, a usage is taken up when it is recorded.
      const takenUpAtMs = fleet.takenUpAtMs.length > 0 ? fleet.takenUpAtMs : recordedAtMs;
      const wrong: string[] = [];
      for (const row of [...fleet.tables.db.rows(SERIES), ...fleet.router.buffered().series]) {
        for (const usage of usagesIn([row])) {
          const atMs = takenUpAtMs[Number(usage.slice(1)) - 1] ?? 0;
          if (row.minuteMs !== atMs - (atMs % minuteMs)) wrong.push(usage);
        }
      }
      sim.measure('rows in a wrong minute', wrong.length);
      if (wrong.length === 0) return [held('minute-of-taking-up')];
      const message = `${wrong.join(', ')} carries another minute than that in which it was taken up`;
      return [violated('minute-of-taking-up', 'wrong-timestamp', message)];
    };
  },
});
