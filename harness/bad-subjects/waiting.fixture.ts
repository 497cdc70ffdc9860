import { EventEmitter, once } from 'node:events';
import type { Sim } from '../core/sim.ts';
import { bad } from './bad-subject.fixture.ts';

/** Lets one in at a time. */
class Lock {
  #free = true;
  readonly #queue: (() => void)[] = [];
  async acquire(): Promise<void> {
    if (this.#free) this.#free = false;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
  }
  release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free = true;
    else next();
  }
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const callOf = (sim: Sim): ((key: string) => Promise<void>) => {
  const call = sim.operation('call', { latencyMs: [0, Infinity] });
  return (key) => call.call(key, () => {});
};

/** Tasks that wait for what does not come. */
export const waiting = [
  bad('two tasks take two locks in opposite order', 'violated', [/deadlock.*`ab` .*`ba`/], (sim) => {
    const call = callOf(sim);
    const [a, b] = [new Lock(), new Lock()];
    const transfer = async (first: Lock, second: Lock): Promise<void> => {
      await first.acquire();
      await call('audit');
      await second.acquire();
      second.release();
      first.release();
    };
    sim.task('ab', () => transfer(a, b));
    sim.task('ba', () => transfer(b, a));
  }),
  bad(
    'awaits a promise that nobody settles',
    'violated',
    [/deadlock.*`reader` .*`reader: start#1`/],
    (sim) => {
      sim.task('reader', () => new Promise(() => {}));
    },
  ),
  bad(
    'awaits a queue that nobody fills',
    'violated',
    [/deadlock.*`consumer` .*`consumer: call\(ready\)#1`/],
    (sim) => {
      const call = callOf(sim);
      const waiters: ((row: string) => void)[] = [];
      sim.task('consumer', async () => {
        await call('ready');
        await new Promise((resolve) => waiters.push(resolve));
      });
      sim.task('producer', async () => call('nothing to do'));
    },
  ),
  bad('a barrier of three that only two reach', 'violated', [/`a` .*`b` .*cannot go on/], (sim) => {
    let arrived = 0;
    const open: (() => void)[] = [];
    const barrier = async (): Promise<void> => {
      arrived += 1;
      if (arrived < 3) await new Promise<void>((resolve) => open.push(resolve));
      else for (const resolve of open) resolve();
    };
    sim.task('a', barrier);
    sim.task('b', barrier);
  }),
  bad('an event that is emitted before anyone listens', 'violated', [/deadlock.*`listener`/], (sim) => {
    const call = callOf(sim);
    const bus = new EventEmitter();
    sim.task('listener', async () => {
      await call('connect');
      await once(bus, 'ready');
    });
    sim.task('emitter', async () => {
      await call('boot');
      bus.emit('ready');
    });
  }),
  bad('a lock that an exception leaves taken', 'violated', [/deadlock.*`second`/], (sim) => {
    const call = callOf(sim);
    const lock = new Lock();
    const work = async (fails: boolean): Promise<void> => {
      await lock.acquire();
      await call('work');
      if (fails) throw new Error('no release');
      lock.release();
    };
    sim.task('first', () => work(true), { rejections: 'keep' });
    sim.task('second', () => work(false));
  }),
  bad('a generator that is left open, whose end another awaits', 'violated', [/deadlock.*`after`/], (sim) => {
    const call = callOf(sim);
    let ended = (): void => {};
    const closed = new Promise<void>((resolve) => (ended = resolve));
    const rows = async function* (): AsyncGenerator<number> {
      try {
        for (let row = 0; ; row++) {
          await call('row');
          yield row;
        }
      } finally {
        ended();
      }
    };
    sim.task('reader', async () => void (await rows().next()));
    sim.task('after', () => closed);
  }),
  bad('a thenable that never calls back', 'violated', [/deadlock.*`asker`/], (sim) => {
    // oxlint-disable-next-line unicorn/no-thenable -- what the code under test may hold
    sim.task('asker', () => ({ then: () => {} }));
  }),
  bad('awaits itself', 'violated', [/deadlock.*`snake`/], (sim) => {
    const promise: Promise<unknown> = new Promise((resolve) => {
      sim.task('snake', async () => {
        await promise;
        resolve(0);
      });
    });
  }),
  bad('a signal that nobody aborts', 'violated', [/deadlock.*`stopper`/], (sim) => {
    const { signal } = new AbortController();
    sim.task('stopper', () => new Promise((resolve) => signal.addEventListener('abort', resolve)));
  }),
  bad('a spawned task waits, and not the one that spawned it', 'violated', [/deadlock.*`worker` /], (sim) => {
    sim.task('pool', () => {
      void sim.spawn({ name: 'worker', daemon: false, cancel: () => {} }, () => new Promise(() => {}));
    });
  }),
  bad('waits while a daemon ticks', 'violated', [/hang.*`reader` .*cannot go on/], (sim) => {
    sim.task('heart', () => void setInterval(() => {}, 100), { daemon: true });
    sim.task('reader', () => new Promise(() => {}));
  }),
  bad(
    'polls a flag that nobody sets',
    'unknown',
    [/40 of 40 runs were cut off/, /`timeout\(10\)` of task `poller`/, /waiting\.fixture\.ts:\d+/],
    (sim) => {
      const flag = { set: false };
      sim.task('poller', async () => {
        while (!flag.set) await sleep(10);
      });
    },
    { maxSteps: 200 },
  ),
  bad(
    'polls by immediates',
    'violated',
    [/livelock .*`poller: immediate#\d+`/],
    (sim) => {
      const flag = { set: false };
      sim.task('poller', async () => {
        while (!flag.set) await new Promise(setImmediate);
      });
    },
    { maxSteps: 200 },
  ),
  bad('an interval that nobody clears, which ends no later than its task', 'exhausted', [], (sim) => {
    sim.task('cache', () => void setInterval(() => {}, 50));
  }),
  bad('a timer that sets itself again, which ends no later than its task', 'exhausted', [], (sim) => {
    const beat = (): void => void setTimeout(beat, 50);
    sim.task('beat', beat);
  }),
  bad(
    'an interval of a task that waits in vain',
    'unknown',
    [/`interval\(50\)` of task `cache`/, /waiting\.fixture\.ts:\d+/],
    (sim) => {
      sim.task('cache', async () => {
        setInterval(() => {}, 50);
        await new Promise(() => {});
      });
    },
    { maxSteps: 200 },
  ),
  bad('a daemon that polls without end, and ends no later than its tasks', 'not-found', [], (sim) => {
    const poll = sim.operation('poll');
    const loop = async (): Promise<void> => {
      for (;;) await poll.call('jobs', () => {});
    };
    sim.task('poller', loop, { daemon: true });
    sim.task('worker', () => sleep(10));
  }),
  bad('waits for the 500th tick of an interval of its own', 'exhausted', [], (sim) => {
    sim.task('counter', async () => {
      let ticks = 0;
      await new Promise<void>((resolve) => {
        const timer = setInterval(() => {
          if (++ticks < 500) return;
          clearInterval(timer);
          resolve();
        }, 10);
      });
    });
  }),
  bad(
    'waits in vain beside an interval that it set before',
    'violated',
    [/hang.*`cache` .*cannot go on: nothing comes but `interval\(50\)` of `cache`/],
    (sim) => {
      sim.task('cache', async () => {
        setInterval(() => {}, 50);
        await sleep(1);
        await new Promise(() => {});
      });
    },
  ),
  bad(
    'retries without end',
    'unknown',
    [/(`fetch`|`timeout\(100\)`) of task `client`/, /waiting\.fixture\.ts:\d+/],
    (sim) => {
      const fetch = sim.operation('fetch');
      sim.task('client', async () => {
        for (;;) {
          try {
            await fetch.call(undefined, () => {
              throw new Error('503');
            });
            return;
          } catch {
            await sleep(100);
          }
        }
      });
    },
    { maxSteps: 200 },
  ),
  bad(
    'retries at once without end',
    'violated',
    [/livelock .*`client: fetch#\d+`/],
    (sim) => {
      const fetch = sim.operation('fetch', { latencyMs: [0, 0] });
      sim.task('client', async () => {
        for (;;) await fetch.call(undefined, () => {});
      });
    },
    { maxSteps: 200 },
  ),
  bad(
    'two tasks wake each other for ever',
    'unknown',
    [/of task `p[io]ng`/, /waiting\.fixture\.ts:\d+/],
    (sim) => {
      const court = new EventEmitter();
      const play = (other: string, own: string) => async (): Promise<void> => {
        for (;;) {
          const ball = once(court, own);
          await sleep(1);
          court.emit(other);
          await ball;
        }
      };
      sim.task('ping', play('pong', 'ping'));
      sim.task('pong', play('ping', 'pong'));
    },
    { maxSteps: 200 },
  ),
];
