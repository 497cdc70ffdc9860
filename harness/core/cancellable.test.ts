import { expect, test } from 'vitest';
import { noCollateralCancellation } from '../check/collateral-cancellation.ts';
import { explore } from '../explore/explore.ts';
import { simulate } from '../program/simulate.ts';
import { replaySchedule, replaySeed } from '../replay/replay.ts';
import { type FaultMenu, type Scenario, scenario } from '../scenario.ts';
import { decodeToken } from '../schedule/token.ts';
import { type Picker, promptPicker } from './picker.ts';
import type { Sim } from './sim.ts';

const options = { seed: 1, runs: 300 };

function story(run: (sim: Sim) => void, faults?: FaultMenu): Scenario {
  return scenario<object, object>(
    'a story',
    { id: 'sample', variants: { only: {} } },
    {
      invariants: ['not-cancelled'],
      ...(faults !== undefined && { faults }),
      run: (sim) => {
        run(sim);
        return () => [];
      },
    },
  );
}

/** A task that can be cancelled, which says so where it is. */
const telling = (sim: Sim): void => {
  const wait = sim.operation('wait', { latencyMs: [10, 20] });
  const invariant = sim.invariant('not-cancelled');
  invariant.hold();
  const work = async ({ signal }: { signal: AbortSignal }): Promise<void> => {
    signal.addEventListener('abort', () => invariant.fail('it was cancelled'));
    await wait.call(undefined, () => {}, { signal });
  };
  sim.task('worker', work, { cancellable: true });
};

test('the schedule cancels a task that can be cancelled, with no fault menu, and replays that', async () => {
  const { findings, verdict } = await explore('sample/a', story(telling), 'only', options);
  expect([verdict, findings.length]).toEqual(['violated', 1]);
  const [finding] = findings;
  expect(finding).toMatchObject({
    message: 'it was cancelled',
    schedule: [{ type: 'cancel', task: 'worker' }],
  });
  const token = decodeToken(finding?.token ?? '');
  const replayed = await replaySchedule('sample/a', story(telling), 'only', { ...token, expected: token });
  expect([replayed.status, replayed.digest]).toEqual(['failed', finding?.digest]);
  const again = await replaySeed('sample/a', story(telling), 'only', finding?.seed ?? '');
  expect(again.status).toBe('failed');
});

test('a budget of nothing cancels nobody', async () => {
  const { findings } = await explore('sample/a', story(telling, { budget: 0 }), 'only', options);
  expect(findings).toEqual([]);
});

/** Cancels the first that can be cancelled. */
function cancelling(): Picker {
  let isDone = false;
  return {
    pick(point) {
      const [first] = point.cancellable;
      if (isDone || first === undefined) return promptPicker.pick(point);
      isDone = true;
      return first;
    },
  };
}

class Canceled extends Error {
  override readonly name = 'CanceledError';
}

test('a task that ends by its signal is cancelled, and so is one whose author says so of its error', async () => {
  const run = async (isCancellation?: (reason: unknown) => boolean) =>
    await simulate(
      (sim) => {
        const wait = sim.operation('wait');
        const work = async ({ signal }: { signal: AbortSignal }): Promise<void> => {
          await wait.call(undefined, () => {});
          if (isCancellation === undefined) signal.throwIfAborted();
          else if (signal.aborted) throw new Canceled('as asked');
        };
        const worker = sim.task('worker', work, {
          cancellable: true,
          ...(isCancellation !== undefined && { isCancellation }),
        });
        return () => {
          expect([worker.status, worker.wasCancelled]).toEqual([
            isCancellation?.(new Canceled('')) === false ? 'rejected' : 'cancelled',
            true,
          ]);
          return [];
        };
      },
      { picker: cancelling() },
    );
  expect((await run()).findings).toEqual([]);
  expect((await run((reason) => reason instanceof Canceled)).findings).toEqual([]);
  expect((await run(() => false)).findings).toMatchObject([{ kind: 'unhandled-rejection' }]);
});

test('who was not cancelled, and ends by an error that the author calls a cancellation, is hurt', () => {
  const reason = new Canceled('as asked');
  const tasks = [
    { name: 'a', status: 'rejected', reason, wasCancelled: true },
    { name: 'b', status: 'rejected', reason, wasCancelled: false },
  ] as const;
  const isCancellation = (error: unknown): boolean => error instanceof Canceled;
  expect(noCollateralCancellation(tasks, undefined, { isCancellation }).finding?.message).toBe(
    'b ended as cancelled although only a had been cancelled',
  );
  expect(noCollateralCancellation(tasks).finding).toBeUndefined();
});
