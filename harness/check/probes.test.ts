import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { simulate } from '../program/simulate.ts';
import { CancellationLog } from './collateral-cancellation.ts';
import { eventLoopNotBlocked, Ticker } from './event-loop.ts';
import { StopProbe } from './stop-probe.ts';

test('a stop probe knows when stop began and resolved, and what was left', async () => {
  let probe: StopProbe | undefined;
  await simulate((sim) => {
    const left = new StopProbe(sim, { buffered: () => 2, running: () => 1 });
    probe = left;
    const flush = sim.operation('flush', { latencyMs: [7, 7] });
    sim.task('sigterm', () => left.run(() => flush.call(undefined, () => {})), { startMs: [3, 3] });
  });
  expect(probe).toMatchObject({ startedAtMs: 3, settledAtMs: 10, settledStep: 2, buffered: 2, running: 1 });
});

async function kindOfBlocking(work: (sim: Sim) => Promise<void> | void): Promise<string | undefined> {
  let kind: string | undefined;
  await simulate((sim) => {
    const ticker = new Ticker(sim, 100);
    sim.task('worker', () => work(sim));
    return () => {
      kind = eventLoopNotBlocked(ticker, 200).finding?.kind;
      return [];
    };
  });
  return kind;
}

test('a blocked event loop is seen, also when nothing comes after it', async () => {
  expect(await kindOfBlocking((sim) => sim.block(60_000))).toBe('blocked-event-loop');
});

test('waiting, however long, blocks nothing', async () => {
  const wait = (sim: Sim): Promise<void> =>
    sim.operation('slow', { latencyMs: [60_000, 60_000] }).call(undefined, () => {});
  expect(await kindOfBlocking(wait)).toBeUndefined();
});

test('a cancellation log passes cancellations on and notes whom they meant', async () => {
  let log: CancellationLog | undefined;
  const reached: string[] = [];
  await simulate(
    (sim) => {
      const made = new CancellationLog(sim);
      log = made;
      const info = { name: 'writer', daemon: true, cancel: () => void reached.push('writer') };
      void made.spawn(info, () => new Promise(() => {}));
      sim.task('other', () => {});
    },
    {
      picker: {
        pick: (point) => (reached.length > 0 ? 0 : (point.cancellable[0] ?? 0)),
      },
    },
  );
  expect(reached).toEqual(['writer']);
  expect([...(log?.cancelled ?? [])]).toEqual(['writer']);
});
