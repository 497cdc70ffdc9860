import { vi } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { bad } from './bad-subject.fixture.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const here = /sharing\.fixture\.ts:\d+/;

/** Makes as many steps. */
const sleepTimes = async (times: number): Promise<void> => {
  for (let i = 0; i < times; i++) await sleep(1);
};

/** A value that must not be touched. */
const untouchable = (): object =>
  new Proxy(
    {},
    {
      get: (_, name) => {
        throw new Error(`read ${String(name)}`);
      },
      ownKeys: () => {
        throw new Error('listed');
      },
      getOwnPropertyDescriptor: () => {
        throw new Error('looked at');
      },
    },
  );

const captured = { setTimeout, now: Date.now };
const spawned = (sim: Sim, name: string, body: () => Promise<void>): Promise<void> =>
  sim.spawn({ name, daemon: false, cancel: () => {} }, body);

/** Code that changes what all runs share, or hands out what cannot be looked at. */
export const sharing = [
  bad('listens to signals in each run', 'exhausted', [], (sim) => {
    sim.task('server', async () => {
      process.on('SIGUSR2', () => {});
      process.once('SIGUSR2', () => {});
      await sleepTimes(process.listenerCount('SIGUSR2'));
    });
  }),
  bad('a handler of exits and warnings in each run', 'exhausted', [], (sim) => {
    sim.task('server', async () => {
      process.prependListener('exit', () => {});
      process.prependOnceListener('warning', () => {});
      process.addListener('beforeExit', () => {});
      await sleepTimes(process.listenerCount('exit') > 50 ? 2 : 1);
    });
  }),
  bad('replaces setTimeout, each run anew', 'exhausted', [], (sim) => {
    sim.task('patcher', async () => {
      const original = globalThis.setTimeout;
      let calls = 0;
      globalThis.setTimeout = ((callback: () => void, ms: number) => {
        calls += 1;
        return original(callback, ms + calls);
      }) as typeof setTimeout;
      await sleepTimes(2);
    });
  }),
  bad('replaces Date, Math.random and nextTick, each run anew', 'exhausted', [], (sim) => {
    sim.task('patcher', async () => {
      const before = [Date.now(), Math.random(), process.nextTick.length].join();
      const call = sim.operation('call');
      await call.call(before, () => {});
      globalThis.Date = class extends Date {
        static override now = (): number => 7;
      } as DateConstructor;
      Math.random = () => 0.5;
      const nextTick = process.nextTick.bind(process);
      process.nextTick = (callback: () => void) => nextTick(callback);
      await call.call([Date.now(), Math.random()].join(), () => {});
    });
  }),
  bad('two tasks of one name', 'error', ["Two tasks are called 'twin'"], (sim) => {
    for (let i = 0; i < 2; i++) sim.task('twin', () => sleep(1));
  }),
  bad(
    'spawns two tasks of one name, of which the second fails',
    'violated',
    ['`twin.2` left a rejection that nobody handled: Error: only I'],
    (sim) => {
      sim.task('a', () => {
        void spawned(sim, 'twin', () => sleep(1));
        void spawned(sim, 'twin', async () => {
          await sleep(1);
          throw new Error('only I');
        });
      });
    },
  ),
  bad('spawns when the run is over', 'exhausted', [], (sim) => {
    sim.task('a', () => sleep(1));
    return () => {
      void spawned(sim, 'too late', () => sleep(1));
      sim.task('too late', () => sleep(1));
      return [];
    };
  }),
  bad('answers that cannot be looked at', 'exhausted', [], (sim) => {
    const call = sim.operation('call');
    sim.task('reader', async () => {
      const { answer } = await call.call('k', () => ({ answer: untouchable() }), {
        args: [untouchable()],
      });
      return typeof answer;
    });
  }),
  bad(
    'a failure beside answers that cannot be looked at',
    'violated',
    [/`reader` was rejected: Error: no/],
    (sim) => {
      const call = sim.operation('call');
      sim.task('reader', async () => {
        await call.call('k', () => ({ answer: untouchable() }), { args: [untouchable()] });
        throw new Error('no');
      });
    },
  ),
  bad('a captured setTimeout', 'escaped', [/Timeout/, here], (sim) => {
    sim.task('sleeper', () => new Promise<void>((resolve) => void captured.setTimeout(resolve, 5)));
  }),
  bad(
    'vi.useFakeTimers in a run',
    'refused',
    ['Fake timers are on (setTimeout', 'vi.useRealTimers()'],
    (sim) => {
      sim.task('faker', async () => {
        vi.useFakeTimers();
        await sleep(5);
      });
    },
  ),
];
