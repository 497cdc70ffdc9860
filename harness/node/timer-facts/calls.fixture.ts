import { anything, refusal, settle, type TimerFact } from './timer-fact.fixture.ts';

/** What they take and hand on, and what clears them. */
export const callFacts: readonly TimerFact[] = [
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
];
