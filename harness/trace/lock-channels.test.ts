import { channel } from 'node:diagnostics_channel';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { Tracer } from './tracer.ts';

/** Locks that one traced run shows, whose only task publishes on `acquired`. */
async function locksSeen(acquired: ReturnType<typeof channel> | undefined): Promise<string[]> {
  const tracer = new Tracer();
  tracer.start();
  try {
    await simulate((sim) => void sim.task('a', () => acquired?.publish({ lock: 'door' })), {
      observer: tracer,
    });
    return tracer.steps.flatMap(({ locks = [] }) => locks.map(({ lock }) => lock));
  } finally {
    tracer.stop();
  }
}

async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  // What Node does about what was collected it does in a task of its own.
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

it('locks are seen by every traced run, whatever garbage was collected since the last one', async () => {
  await locksSeen(undefined);
  const collected = collectGarbage();
  const acquired = channel('lock.acquired');
  await collected;
  expect(await locksSeen(acquired)).toEqual(['door']);
});
