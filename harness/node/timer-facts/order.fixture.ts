import { anything, settle, type TimerFact } from './timer-fact.fixture.ts';

/** What comes before what. */
export const orderFacts: readonly TimerFact[] = [
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
];
