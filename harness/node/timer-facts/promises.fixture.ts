import {
  scheduler,
  setImmediate as immediate,
  setInterval as every,
  setTimeout as sleep,
} from 'node:timers/promises';
import { promisify } from 'node:util';
import { anything, type TimerFact } from './timer-fact.fixture.ts';

/** Of `node:timers/promises`, and of what `promisify` makes. */
export const promiseFacts: readonly TimerFact[] = [
  {
    name: 'promises of timers have their values',
    program: async (log) =>
      log(await sleep(1, 'a'), await immediate('b'), await scheduler.wait(1), await scheduler.yield()),
    noted: 'a b undefined undefined',
  },
  {
    name: 'promisified timers have their values',
    program: async (log) => log(await promisify(setTimeout)(1, 'a'), await promisify(setImmediate)('b')),
    noted: 'a b',
  },
  {
    name: 'a promise of an interval ticks until it is left',
    program: async (log) => {
      let ticks = 0;
      for await (const value of every(1, 'tick')) {
        log(value);
        if (++ticks === 2) break;
      }
    },
    noted: 'tick tick',
  },
  {
    name: 'promises of timers reject when their signal aborts',
    program: async (log) => {
      const left = new AbortController();
      const waits: readonly Promise<unknown>[] = [
        sleep(10_000, 0, { signal: left.signal }),
        immediate(0, { signal: left.signal }),
        scheduler.wait(10_000, { signal: left.signal }),
        every(10_000, 0, { signal: left.signal }).next(),
      ];
      left.abort('left');
      for (const outcome of await Promise.allSettled(waits)) {
        if (outcome.status === 'fulfilled') log('fulfilled');
        else
          log(
            (outcome.reason as Error).name,
            (outcome.reason as { code: string }).code,
            (outcome.reason as Error).cause,
          );
      }
    },
    noted: Array.from({ length: 4 }, () => 'AbortError ABORT_ERR left').join(' '),
  },
  {
    name: 'promises of timers reject at once where their signal has aborted',
    program: async (log) => {
      const signal = AbortSignal.abort();
      for (const wait of [
        sleep(1, 0, { signal }),
        immediate(0, { signal }),
        every(1, 0, { signal }).next(),
      ]) {
        log(
          await wait.then(
            () => 'fulfilled',
            (error: Error) => error.name,
          ),
        );
      }
    },
    noted: 'AbortError AbortError AbortError',
  },
  {
    name: 'promises of timers reject with options that are none',
    program: async (log) => {
      const wrong = [null, 1, 'any', { signal: 1 }, { signal: {} }, { ref: 1 }].map((options) =>
        anything(options),
      );
      for (const options of wrong) {
        for (const wait of [
          () => sleep(1, 0, options),
          () => immediate(0, options),
          () => every(1, 0, options).next(),
        ]) {
          log(
            await wait().then(
              () => 'fulfilled',
              ({ code }: { code: string }) => code,
            ),
          );
        }
      }
    },
    noted: Array.from({ length: 18 }, () => 'ERR_INVALID_ARG_TYPE').join(' '),
  },
];
