import {
  scheduler,
  setImmediate as immediate,
  setInterval as every,
  setTimeout as sleep,
} from 'node:timers/promises';
import { promisify } from 'node:util';

/** Notes something, as a word or several. */
export type Log = (...words: readonly unknown[]) => void;

/** A fact about timers: a program that notes what happens, and what it notes. */
export interface TimerFact {
  readonly name: string;
  /** Calls `done` when there is nothing more to note, or returns a promise of that. */
  readonly program: (log: Log, done: () => void) => unknown;
  readonly noted: string;
}

const anything = (value: unknown): never => value as never;

/** Notes the code of what `call` throws. */
function refusal(log: Log, call: () => unknown): void {
  try {
    call();
    log('taken');
  } catch (error) {
    const { code, name } = error as { code?: string; name: string };
    log(code ?? name);
  }
}

/** After all timers of a few milliseconds that are set now, and the immediates that they set. */
const settle = (done: () => void): void => void setTimeout(() => setTimeout(() => setImmediate(done), 5), 5);

/**
 * What Node's own tests of timers (test/parallel/test-timers-*) hold Node to, as far as code can see it without
 * Node's internals, domains, and the end of a process. None depends on how late the machine is: timers of one duration
 * fire in the order in which they were set, and of several that are due the one that was due first.
 */
export const timerFacts: readonly TimerFact[] = [
  {
    name: 'setTimeout hands its arguments on',
    program: (log, done) => void setTimeout((...args: unknown[]) => (log(...args), done()), 1, 1, 'two', 3),
    noted: '1 two 3',
  },
  {
    name: 'setInterval hands its arguments on, each time',
    program: (log, done) => {
      let ticks = 0;
      const timer = setInterval(
        (...args: unknown[]) => {
          log(...args);
          if (++ticks < 2) return;
          clearInterval(timer);
          done();
        },
        1,
        'a',
        'b',
      );
    },
    noted: 'a b a b',
  },
  {
    name: 'setImmediate hands its arguments on',
    program: (log, done) => void setImmediate((...args: unknown[]) => (log(...args), done()), 'a', 'b'),
    noted: 'a b',
  },
  {
    name: 'without arguments a callback gets none',
    program: (log, done) => void setTimeout((...args: unknown[]) => (log(args.length), done()), 1),
    noted: '0',
  },
  {
    name: 'this is the timeout',
    program: (log, done) => {
      const timer = setTimeout(function (this: unknown) {
        log(this === timer);
        done();
      }, 1);
    },
    noted: 'true',
  },
  {
    name: 'this is the interval, by which it can be cleared',
    program: (log, done) => {
      setInterval(function (this: NodeJS.Timeout) {
        log('tick');
        clearInterval(this);
      }, 1);
      settle(done);
    },
    noted: 'tick',
  },
  {
    name: 'this is the immediate',
    program: (log, done) => {
      const timer = setImmediate(function (this: unknown) {
        log(this === timer);
        done();
      });
    },
    noted: 'true',
  },
  {
    name: 'timers are of the classes Timeout and Immediate',
    program: (log, done) => {
      log(setTimeout(() => {}, 1).constructor.name, setImmediate(done).constructor.name);
    },
    noted: 'Timeout Immediate',
  },
  {
    name: 'clearing what is no timer does nothing',
    program: (log, done) => {
      const nothings = [undefined, null, NaN, 0, ''];
      for (const clear of [clearTimeout, clearInterval, clearImmediate]) {
        for (const none of nothings) clear(anything(none));
      }
      for (const clear of [clearTimeout, clearInterval]) {
        for (const none of [-1, 4_000_000, 'any', true, {}, [], () => {}]) clear(anything(none));
      }
      log('nothing');
      done();
    },
    noted: 'nothing',
  },
  {
    name: 'clearTimeout stops a timeout',
    program: (log, done) => (clearTimeout(setTimeout(() => log('fired'), 1)), log('cleared'), settle(done)),
    noted: 'cleared',
  },
  {
    name: 'clearTimeout stops an interval',
    program: (log, done) => (clearTimeout(setInterval(() => log('fired'), 1)), log('cleared'), settle(done)),
    noted: 'cleared',
  },
  {
    name: 'clearInterval stops a timeout',
    program: (log, done) => (clearInterval(setTimeout(() => log('fired'), 1)), log('cleared'), settle(done)),
    noted: 'cleared',
  },
  {
    name: 'clearImmediate stops an immediate',
    program: (log, done) => (clearImmediate(setImmediate(() => log('fired'))), log('cleared'), settle(done)),
    noted: 'cleared',
  },
  {
    name: 'clearTimeout leaves an immediate alone',
    program: (log, done) => (clearTimeout(anything(setImmediate(() => log('fired')))), settle(done)),
    noted: 'fired',
  },
  {
    name: 'clearing twice, and what has fired, does nothing',
    program: (log, done) => {
      const timer = setTimeout(() => log('fired'), 1);
      settle(() => (clearTimeout(timer), clearTimeout(timer), log('cleared'), done()));
    },
    noted: 'fired cleared',
  },
  {
    name: 'a timeout may be cleared by its number',
    program: (log, done) => (clearTimeout(+setTimeout(() => log('fired'), 1)), log('cleared'), settle(done)),
    noted: 'cleared',
  },
  {
    name: 'a timeout may be cleared by its number as a string',
    program: (log, done) => (
      clearTimeout(`${+setTimeout(() => log('fired'), 1)}`),
      log('cleared'),
      settle(done)
    ),
    noted: 'cleared',
  },
  {
    name: 'the number of a timeout is an integer and stays',
    program: (log, done) => {
      const [one, two] = [setTimeout(() => {}, 1), setTimeout(done, 1)];
      log(Number.isInteger(+one), +one === +one, +one === +two);
    },
    noted: 'true true false',
  },
  {
    name: 'delays that are none become 1 ms',
    program: (log, done) => {
      setTimeout(() => log('first'), 1);
      for (const none of [0, -1, NaN, Infinity, -Infinity, 2 ** 31, undefined, null, 'any', '', {}, [], true])
        setTimeout(() => log('.'), anything(none));
      setTimeout(() => (log('last'), done()), 1);
    },
    noted: 'first . . . . . . . . . . . . . last',
  },
  {
    name: 'delays that are strings, and fractions, are numbers',
    program: (log, done) => {
      setTimeout(() => log('2'), anything('2'));
      setTimeout(() => log('2.9'), 2.9);
      setTimeout(() => (log('2 again'), done()), 2);
    },
    noted: '2 2.9 2 again',
  },
  {
    name: 'delays that no number can be made of are refused',
    program: (log, done) => {
      for (const none of [1n, Symbol('any')]) refusal(log, () => setTimeout(() => {}, anything(none)));
      done();
    },
    noted: 'TypeError TypeError',
  },
  {
    name: 'callbacks that cannot be called are refused',
    program: (log, done) => {
      const tick = (callback: () => void): void => process.nextTick(callback);
      for (const none of [undefined, null, 'any', 1, {}]) {
        for (const set of [setTimeout, setInterval, setImmediate, queueMicrotask, tick])
          refusal(log, () => set(anything(none)));
      }
      done();
    },
    noted: Array.from({ length: 25 }, () => 'ERR_INVALID_ARG_TYPE').join(' '),
  },
  {
    name: 'timers of one duration fire in the order in which they were set',
    program: (log, done) => {
      for (const name of ['a', 'b', 'c']) setTimeout(() => log(name), 2);
      settle(done);
    },
    noted: 'a b c',
  },
  {
    name: 'of timers of two durations the one fires first that is due first',
    program: (log, done) => {
      setTimeout(() => (log('long'), done()), 60);
      setTimeout(() => log('short'), 1);
    },
    noted: 'short long',
  },
  {
    name: 'a timer that a callback sets comes after those of its duration that were set',
    program: (log, done) => {
      setTimeout(() => (log('a'), setTimeout(() => (log('nested'), done()), 1)), 1);
      setTimeout(() => log('b'), 1);
    },
    noted: 'a b nested',
  },
  {
    name: 'a timer may clear the next',
    program: (log, done) => {
      setTimeout(() => (log('a'), clearTimeout(next)), 1);
      const next = setTimeout(() => log('next'), 1);
      setTimeout(() => log('b'), 1);
      settle(done);
    },
    noted: 'a b',
  },
  {
    name: 'a timer may clear itself',
    program: (log, done) => {
      const timer = setTimeout(() => (clearTimeout(timer), log('fired')), 1);
      settle(done);
    },
    noted: 'fired',
  },
  {
    name: 'between two timers ticks and promise jobs run',
    program: (log, done) => {
      setTimeout(() => {
        log('a');
        void Promise.resolve().then(() => log('job'));
        process.nextTick(() => log('tick'));
      }, 1);
      setTimeout(() => (log('b'), done()), 1);
    },
    noted: 'a tick job b',
  },
  {
    name: 'between two immediates ticks and promise jobs run',
    program: (log, done) => {
      setImmediate(() => {
        log('a');
        void Promise.resolve().then(() => log('job'));
        process.nextTick(() => log('tick'));
      });
      setImmediate(() => (log('b'), done()));
    },
    noted: 'a tick job b',
  },
  {
    name: 'ticks and promise jobs run before timers and immediates',
    program: (log, done) => {
      setTimeout(() => (log('timer'), done()), 1);
      process.nextTick(() => log('tick'));
      void Promise.resolve().then(() => log('job'));
    },
    noted: 'tick job timer',
  },
  {
    name: 'an immediate that an immediate sets comes a turn later',
    program: (log, done) => {
      setImmediate(() => (log('a'), setImmediate(() => (log('nested'), done()))));
      setImmediate(() => log('b'));
    },
    noted: 'a b nested',
  },
  {
    name: 'an immediate may clear the next',
    program: (log, done) => {
      setImmediate(() => (log('a'), clearImmediate(next)));
      const next = setImmediate(() => log('next'));
      setImmediate(() => (log('b'), settle(done)));
    },
    noted: 'a b',
  },
  {
    name: 'an interval of 0 ms goes on',
    program: (log, done) => {
      let ticks = 0;
      const timer = setInterval(() => {
        log('tick');
        if (++ticks < 3) return;
        clearInterval(timer);
        settle(done);
      }, 0);
    },
    noted: 'tick tick tick',
  },
  {
    name: 'an interval that a tick clears stops',
    program: (log, done) => {
      const timer = setInterval(() => (log('tick'), process.nextTick(() => clearInterval(timer))), 1);
      settle(done);
    },
    noted: 'tick',
  },
  {
    name: 'the functions do not ask for their own this',
    program: (log, done) => {
      clearTimeout.call(
        anything(null),
        setTimeout(() => log('cleared'), 1),
      );
      setImmediate.call(anything('any'), () => {
        log('immediate');
        setTimeout.call(anything({}), () => (log('timeout'), done()), 1);
      });
    },
    noted: 'immediate timeout',
  },
  {
    name: 'refresh returns the timer, which fires once',
    program: (log, done) => {
      const timer = setTimeout(() => log('fired'), 1);
      log(timer.refresh() === timer);
      settle(done);
    },
    noted: 'true fired',
  },
  {
    name: 'refresh puts a timer behind those of its duration',
    program: (log, done) => {
      const timer = setTimeout(() => (log('refreshed'), done()), 1);
      setTimeout(() => log('other'), 1);
      timer.refresh();
    },
    noted: 'other refreshed',
  },
  {
    name: 'refresh arms a timer again that has fired',
    program: (log, done) => {
      const timer = setTimeout(() => log('fired'), 1);
      settle(() => (timer.refresh(), settle(done)));
    },
    noted: 'fired fired',
  },
  {
    name: 'refresh in its own callback arms a timer again',
    program: (log, done) => {
      let fired = 0;
      const timer = setTimeout(() => (log('fired'), ++fired < 3 ? timer.refresh() : settle(done)), 1);
    },
    noted: 'fired fired fired',
  },
  {
    name: 'refresh does nothing to a timer that was cleared',
    program: (log, done) => {
      const timer = setTimeout(() => log('fired'), 1);
      clearTimeout(timer);
      log(timer.refresh() === timer);
      settle(done);
    },
    noted: 'true',
  },
  {
    name: 'close stops a timer and returns it',
    program: (log, done) => {
      const timer = setTimeout(() => log('fired'), 1);
      log(timer.close() === timer);
      settle(done);
    },
    noted: 'true',
  },
  {
    name: 'ref, unref and hasRef of a timeout',
    program: (log, done) => {
      const timer = setTimeout(done, 1);
      log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
    },
    noted: 'true true false true true',
  },
  {
    name: 'ref, unref and hasRef of an immediate',
    program: (log, done) => {
      const timer = setImmediate(done);
      log(timer.hasRef(), timer.unref() === timer, timer.hasRef(), timer.ref() === timer, timer.hasRef());
    },
    noted: 'true true false true true',
  },
  {
    name: 'an interval that is not referenced fires while something else goes on',
    program: (log, done) => {
      const timer = setInterval(() => (log('tick'), clearInterval(timer), clearTimeout(other), done()), 1);
      timer.unref();
      const other = setTimeout(() => log('too late'), 1_000);
    },
    noted: 'tick',
  },
  {
    name: 'an immediate that is not referenced fires while something else goes on',
    program: (log, done) => (setImmediate(() => log('fired')).unref(), settle(done)),
    noted: 'fired',
  },
  {
    name: 'disposing of a timer stops it',
    program: (log, done) => {
      setTimeout(() => log('timeout'), 1)[Symbol.dispose]();
      setImmediate(() => log('immediate'))[Symbol.dispose]();
      log('disposed');
      settle(done);
    },
    noted: 'disposed',
  },
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
