import { EventEmitter } from 'node:events';
import type { Sim, SpawnInfo } from '../core/sim.ts';
import { bad } from './bad-subject.fixture.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const callOf = (sim: Sim): ((key: string) => Promise<void>) => {
  const call = sim.operation('call');
  return (key) => call.call(key, () => {});
};
const task = (name: string): SpawnInfo => ({ name, daemon: false, cancel: () => {} });
const here = /throwing\.fixture\.ts:\d+/;

/** A cause that cannot even be looked at. */
const hostile = (): unknown =>
  Object.assign(new Error(), {
    get message(): string {
      throw new Error('no message');
    },
    toString(): string {
      throw new Error('no text');
    },
  });

/** Whatever is thrown where nobody catches it. */
export const throwing = [
  bad(
    'a task that rejects',
    'violated',
    [/unhandled-rejection.*`put3` was rejected: RangeError: too far/, here],
    (sim) => {
      sim.task('put3', async () => {
        await sleep(1);
        throw new RangeError('too far');
      });
    },
  ),
  bad('a task that throws at once', 'violated', [/`put3` was rejected: RangeError: too far/, here], (sim) => {
    sim.task('put3', () => {
      throw new RangeError('too far');
    });
  }),
  bad(
    'a promise that is left to reject',
    'violated',
    [/`writer` left a rejection that nobody handled: Error: late/, here],
    (sim) => {
      sim.task('writer', async () => {
        void sleep(5).then(() => {
          throw new Error('late');
        });
      });
    },
  ),
  bad(
    'a spawned task that rejects, and nobody awaits it',
    'violated',
    [/unhandled-rejection.*`flusher` left a rejection that nobody handled: Error: disk full/, here],
    (sim) => {
      sim.task('writer', () => {
        void sim.spawn(task('flusher'), async () => {
          await sleep(1);
          throw new Error('disk full');
        });
      });
    },
  ),
  bad(
    'a spawned task that rejects at once, and is awaited a step too late',
    'violated',
    [/`flusher` left a rejection that nobody handled: Error: disk full/],
    (sim) => {
      sim.task('writer', async () => {
        const flushed = sim.spawn(task('flusher'), () => Promise.reject(new Error('disk full')));
        await sleep(1);
        await flushed.catch(() => {});
      });
    },
  ),
  bad('a spawned task that rejects, and is awaited in time', 'exhausted', [], (sim) => {
    sim.task('writer', async () => {
      const fails = (name: string): Promise<void> =>
        sim.spawn(task(name), () => Promise.reject(new Error(name)));
      await fails('caught').catch(() => {});
      const later = fails('later');
      await Promise.resolve();
      await Promise.allSettled([later, fails('settled')]);
      await Promise.race([
        sleep(1),
        sim.spawn(task('slow'), () => sleep(2).then(() => Promise.reject(new Error('slow')))),
      ]);
    });
  }),
  bad(
    'ends the process, and catches what comes of it',
    'violated',
    [/`server` called process\.exit\(0\), which ends the process/, here],
    (sim) => {
      sim.task('server', async () => {
        await sleep(1);
        try {
          process.exit(0);
        } catch {
          // As code does that means to log whatever goes wrong.
        }
      });
    },
  ),
  bad(
    'ends the process',
    'violated',
    [/^uncaught-exception .*`server` called process\.exit\(1\)[^\n]*$/],
    (sim) => {
      sim.task('server', () => process.exit(1));
    },
  ),
  bad(
    'a rejection that is handled a step too late',
    'violated',
    [/`early` left a rejection .*Error: early/],
    (sim) => {
      const call = callOf(sim);
      sim.task('early', async () => {
        const failing = Promise.reject(new Error('early'));
        await call('first');
        await failing.catch(() => {});
      });
    },
  ),
  bad(
    'one of two that are awaited in turn',
    'violated',
    [/`caller` left a rejection .*Error: second/],
    (sim) => {
      sim.task('caller', async () => {
        const first = sleep(10);
        const second = sleep(1).then(() => Promise.reject(new Error('second')));
        await first;
        await second.catch(() => {});
      });
    },
  ),
  bad('an async forEach', 'violated', [/`importer` left a rejection .*Error: row 2/], (sim) => {
    sim.task('importer', () => {
      // oxlint-disable-next-line typescript/no-misused-promises -- the mistake that is shown
      [1, 2].forEach(async (row) => {
        await sleep(row);
        if (row === 2) throw new Error('row 2');
      });
    });
  }),
  bad(
    'a reason without a prototype',
    'violated',
    [/`bare` was rejected: \[Object: null prototype\] \{ code: 7 \}/],
    (sim) => {
      sim.task('bare', () => Promise.reject(Object.assign(Object.create(null) as object, { code: 7 })));
    },
  ),
  bad('undefined as a reason', 'violated', [/`nothing` was rejected: undefined/], (sim) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what the code under test may do
    sim.task('nothing', () => Promise.reject());
  }),
  bad('an object as a reason', 'violated', [/`api` was rejected: \{ status: 503, body: 'busy' \}/], (sim) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what the code under test may do
    sim.task('api', () => Promise.reject({ status: 503, body: 'busy' }));
  }),
  bad('a symbol as a reason', 'violated', [/`token` was rejected: Symbol\(stop\)/], (sim) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what the code under test may do
    sim.task('token', () => Promise.reject(Symbol('stop')));
  }),
  bad('an error whose message throws', 'violated', [/`hostile` was rejected: /], (sim) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what the code under test may do
    sim.task('hostile', () => Promise.reject(hostile()));
  }),
  bad('a revoked proxy as a reason', 'violated', [/`proxy` was rejected: /], (sim) => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- what the code under test may do
    sim.task('proxy', () => Promise.reject(proxy));
  }),
  bad(
    'an error with a megabyte of message',
    'violated',
    [/`loud` was rejected: Error: x{50,2000}…/],
    (sim) => {
      sim.task('loud', () => Promise.reject(new Error('x'.repeat(1_000_000))));
    },
  ),
  bad('an error of many lines', 'violated', [/`parser` was rejected: SyntaxError: line 1.*line 2/], (sim) => {
    sim.task('parser', () => Promise.reject(new SyntaxError('line 1\nline 2')));
  }),
  bad(
    'an AggregateError',
    'violated',
    [/`any` was rejected: AggregateError: All promises were rejected \(Error: one, Error: two\)/],
    (sim) => {
      sim.task('any', () =>
        Promise.any([Promise.reject(new Error('one')), Promise.reject(new Error('two'))]),
      );
    },
  ),
  bad(
    'an error with a cause',
    'violated',
    [/`load` was rejected: Error: no config \(caused by TypeError: bad key\)/],
    (sim) => {
      sim.task('load', () => Promise.reject(new Error('no config', { cause: new TypeError('bad key') })));
    },
  ),
  bad(
    'a timer whose callback throws',
    'violated',
    [/uncaught-exception.*`reaper` threw where nobody can catch it: Error: in a timer/, here],
    (sim) => {
      sim.task('reaper', () => void setTimeout(() => { throw new Error('in a timer'); }, 10)); // prettier-ignore
    },
  ),
  bad('an immediate that throws', 'violated', [/`reaper` threw .*Error: in an immediate/, here], (sim) => {
    sim.task('reaper', () => void setImmediate(() => { throw new Error('in an immediate'); })); // prettier-ignore
  }),
  bad('a tick that throws', 'violated', [/`ticker` threw .*Error: in a tick/, here], (sim) => {
    sim.task('ticker', () => process.nextTick(() => { throw new Error('in a tick'); })); // prettier-ignore
  }),
  bad('a microtask that throws', 'violated', [/`micro` threw .*Error: in a microtask/, here], (sim) => {
    sim.task('micro', () => queueMicrotask(() => { throw new Error('in a microtask'); })); // prettier-ignore
  }),
  bad(
    'an error event without a listener',
    'violated',
    [/`socket` threw .*Error: connection reset/, here],
    (sim) => {
      const socket = new EventEmitter();
      sim.task('socket', () => void setTimeout(() => socket.emit('error', new Error('connection reset')), 5));
    },
  ),
  bad(
    'an abort listener that throws',
    'violated',
    [/`stopper` threw .*Error: in a listener/, here],
    (sim) => {
      const controller = new AbortController();
      controller.signal.addEventListener('abort', () => { throw new Error('in a listener'); }); // prettier-ignore
      sim.task('stopper', () => controller.abort());
    },
  ),
  bad('a finally that throws', 'violated', [/`cleaner` was rejected: TypeError: in finally/, here], (sim) => {
    sim.task('cleaner', () => sleep(1).finally(() => { throw new TypeError('in finally'); })); // prettier-ignore
  }),
  bad(
    'a subclass of Promise that is left to reject',
    'violated',
    [/`sub` left a rejection .*Error: mine/],
    (sim) => {
      class Mine<T> extends Promise<T> {}
      sim.task('sub', () => void Mine.reject(new Error('mine')));
    },
  ),
  bad('a thenable that throws after it has called back', 'exhausted', [], (sim) => {
    const thenable = {
      // oxlint-disable-next-line unicorn/no-thenable -- what the code under test may hold
      then(resolve: (value: number) => void): void {
        resolve(1);
        resolve(2);
        throw new Error('too late to be heard');
      },
    };
    sim.task('asker', async () => thenable);
  }),
  bad('a rejection in the checks', 'violated', [/left a rejection .*Error: in a check/], () => () => {
    void Promise.reject(new Error('in a check'));
    return [];
  }),
];
