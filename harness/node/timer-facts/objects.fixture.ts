import { settle, type TimerFact } from './timer-fact.fixture.ts';

/** What timers themselves can do. */
export const objectFacts: readonly TimerFact[] = [
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
];
