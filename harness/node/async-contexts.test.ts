import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import crypto from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import {
  setImmediate as immediate,
  scheduler,
  setInterval as every,
  setTimeout as sleep,
} from 'node:timers/promises';
import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';

type Log = (what: string) => void;
type Storage = AsyncLocalStorage<string>;

/** What a program that is told of a storage notes: `what:store`, in order. */
interface Row {
  readonly name: string;
  readonly body: (als: Storage, log: Log) => unknown;
  readonly expected: string;
}

const settled = (arm: (done: () => void) => void): Promise<void> => new Promise((resolve) => arm(resolve));

const rows: readonly Row[] = [
  {
    name: 'setTimeout',
    body: (als, log) =>
      settled((done) => als.run('a', () => void setTimeout(() => (log('fired'), done()), 1))),
    expected: 'fired:a',
  },
  {
    name: 'setImmediate',
    body: (als, log) =>
      settled((done) => als.run('a', () => void setImmediate(() => (log('fired'), done())))),
    expected: 'fired:a',
  },
  {
    name: 'setInterval, each tick of it',
    body: (als, log) =>
      settled((done) =>
        als.run('a', () => {
          let ticks = 0;
          const timer = setInterval(() => {
            log('tick');
            if (++ticks < 3) return;
            clearInterval(timer);
            done();
          }, 1);
        }),
      ),
    expected: 'tick:a tick:a tick:a',
  },
  {
    name: 'a timer that was made before the storage was first used',
    body: (als, log) =>
      settled((done) => {
        setTimeout(() => (log('fired'), done()), 2);
        als.enterWith('a');
        log('entered');
      }),
    expected: 'entered:a fired:none',
  },
  {
    name: 'two timers with stores of their own',
    body: (als, log) =>
      settled((done) => {
        als.run('a', () => void setTimeout(() => log('first'), 1));
        als.run('b', () => void setTimeout(() => (log('second'), done()), 1));
        log('here');
      }),
    expected: 'here:none first:a second:b',
  },
  {
    name: 'what a callback enters stays with it, and goes on to what it sets',
    body: (als, log) =>
      settled((done) => {
        setTimeout(() => {
          als.enterWith('a');
          setTimeout(() => (log('child'), done()), 1);
        }, 1);
        setTimeout(() => log('sibling'), 1);
      }),
    expected: 'sibling:none child:a',
  },
  {
    name: 'process.nextTick and queueMicrotask',
    body: (als, log) =>
      settled((done) =>
        als.run('a', () => {
          process.nextTick(() => log('tick'));
          queueMicrotask(() => (log('microtask'), setImmediate(done)));
        }),
      ),
    expected: 'tick:a microtask:a',
  },
  {
    name: 'awaits',
    body: (als, log) =>
      als.run('a', async () => {
        await Promise.resolve();
        log('job');
        await sleep(1);
        log('slept');
        await immediate();
        log('immediate');
        await scheduler.wait(1);
        log('waited');
        await scheduler.yield();
        log('yielded');
        for await (const _ of every(1)) break;
        log('ticked');
      }),
    expected: 'job:a slept:a immediate:a waited:a yielded:a ticked:a',
  },
  {
    name: 'who awaits what another context settles',
    body: async (als, log) => {
      let open = (): void => {};
      const gate = new Promise<void>((resolve) => (open = resolve));
      const waiter = als.run('waiter', async () => {
        await gate;
        log('woken');
      });
      await als.run('opener', async () => {
        await sleep(1);
        open();
      });
      await waiter;
    },
    expected: 'woken:waiter',
  },
  {
    name: 'callbacks of crypto',
    body: (als, log) =>
      settled((done) => als.run('a', () => crypto.randomBytes(1, () => (log('drawn'), done())))),
    expected: 'drawn:a',
  },
  {
    name: 'listeners of an emitter, which run where it emits',
    body: async (als, log) => {
      const emitter = new EventEmitter();
      als.run('listener', () => emitter.on('any', () => log('heard')));
      const heard = als.run('waiter', async () => {
        await once(emitter, 'any');
        log('waited');
      });
      als.run('emitter', () => void setTimeout(() => emitter.emit('any'), 1));
      await heard;
    },
    expected: 'heard:emitter waited:waiter',
  },
  {
    name: 'listeners of a signal, which run where it is aborted',
    body: (als, log) =>
      settled((done) => {
        const controller = new AbortController();
        als.run('listener', () =>
          controller.signal.addEventListener('abort', () => (log('aborted'), done())),
        );
        als.run('aborter', () => void setTimeout(() => controller.abort(), 1));
      }),
    expected: 'aborted:aborter',
  },
  {
    name: 'AsyncResource.bind',
    body: (als, log) =>
      settled((done) => {
        const bound = als.run('a', () => AsyncResource.bind(() => (log('bound'), done())));
        als.run('b', () => void setTimeout(bound, 1));
      }),
    expected: 'bound:a',
  },
  {
    name: 'AsyncLocalStorage.bind and snapshot',
    body: (als, log) =>
      settled((done) => {
        const bound = als.run('a', () => AsyncLocalStorage.bind(() => log('bound')));
        const inside = als.run('b', () => AsyncLocalStorage.snapshot());
        als.run(
          'c',
          () => void setTimeout(() => (bound(), inside(() => log('inside')), log('here'), done()), 1),
        );
      }),
    expected: 'bound:a inside:b here:c',
  },
  {
    name: 'exit, and runs within runs',
    body: (als, log) =>
      settled((done) =>
        als.run('a', () => {
          als.exit(() => void setTimeout(() => log('outside'), 1));
          als.run('b', () => void setTimeout(() => log('inner'), 1));
          setTimeout(() => (log('outer'), done()), 1);
        }),
      ),
    expected: 'outside:none inner:b outer:a',
  },
];

function noting(als: Storage): { readonly log: Log; readonly noted: string[] } {
  const noted: string[] = [];
  return { noted, log: (what) => noted.push(`${what}:${als.getStore() ?? 'none'}`) };
}

test.each(rows)('$name: heddle and Node carry the same store', async ({ body, expected }) => {
  const als = new AsyncLocalStorage<string>();
  const inNode = noting(als);
  await new Promise<void>((resolve, reject) => {
    setImmediate(() => void Promise.resolve(body(als, inNode.log)).then(() => resolve(), reject));
  });
  expect(inNode.noted.join(' ')).toBe(expected);

  const inRun = noting(als);
  const run = await simulate((sim) => {
    sim.task('task', () => body(als, inRun.log));
  });
  expect(run.findings).toEqual([]);
  expect(inRun.noted.join(' ')).toBe(expected);
});

test('each task begins with an empty store, whatever another or the set-up entered', async () => {
  const als = new AsyncLocalStorage<string>();
  const { log, noted } = noting(als);
  await simulate((sim) => {
    const call = sim.operation('call');
    als.enterWith('set-up');
    for (const name of ['one', 'two']) {
      sim.task(name, async () => {
        log(name);
        als.enterWith(name);
        await call.call(undefined, () => log('server'));
        log(name);
      });
    }
    return () => {
      log('checks');
      return [];
    };
  });
  expect(noted).toEqual([
    'one:none',
    'two:none',
    'server:one',
    'one:one',
    'server:two',
    'two:two',
    'checks:none',
  ]);
});

test('each run begins with an empty store, whatever the one before or the caller entered', async () => {
  const als = new AsyncLocalStorage<string>();
  const { log, noted } = noting(als);
  const enter = (): Promise<unknown> =>
    simulate((sim) => {
      log('set-up');
      als.enterWith('left behind');
      sim.task('any', () => log('task'));
    });
  await enter();
  await als.run('caller', enter);
  expect(noted).toEqual(['set-up:none', 'task:none', 'set-up:none', 'task:none']);
});
