import { expect, test } from 'vitest';
import { programOf } from '../explore/enumerate.fixture.ts';
import { simulate } from '../program/simulate.ts';
import { describeEnding } from './describe-ending.ts';
import { promptPicker } from './picker.ts';
import type { Sim } from './sim.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test('an interval that a settled task leaves behind keeps no run going', async () => {
  let ticks = 0;
  const run = await simulate((sim) => {
    sim.task('pool', () => void setInterval(() => (ticks += 1), 1_000));
    sim.task('worker', () => sleep(3_500));
  });
  expect([run.ending, ticks]).toEqual(['quiescent', 3]);
});

test('what a settled task leaves behind of one-shot timers is still delivered', async () => {
  const fired: number[] = [];
  const run = await simulate((sim) => {
    sim.task('setter', () => {
      setTimeout(() => {
        fired.push(sim.nowMs);
        setTimeout(() => fired.push(sim.nowMs), 20);
      }, 10);
    });
  });
  expect([run.ending, fired]).toEqual(['quiescent', [10, 30]]);
});

test('a timer that sets itself anew keeps no run going for ever', async () => {
  let beats = 0;
  const run = await simulate((sim) => {
    const beat = (): void => {
      beats += 1;
      setTimeout(beat, 1_000);
    };
    sim.task('starter', beat);
  });
  expect(run.ending).toBe('quiescent');
  expect(beats).toBeLessThan(12);
});

test('a late task comes before idle timers, however soon they are due', async () => {
  const order: string[] = [];
  await simulate((sim) => {
    sim.task('pool', () => void setTimeout(() => order.push('idle'), 10_000));
    sim.task('client', () => sleep(5).then(() => order.push('client')));
    sim.task('sigterm', () => void order.push('sigterm'), { late: true });
  });
  expect(order).toEqual(['client', 'sigterm', 'idle']);
});

test('a late task starts beside an interval', async () => {
  let stopped = false;
  const run = await simulate((sim) => {
    sim.task('pool', () => void setInterval(() => {}, 10));
    sim.task('sigterm', () => void (stopped = true), { late: true });
  });
  expect([run.ending, stopped]).toEqual(['quiescent', true]);
});

test('a task that waits on its own unrefed timers does not hang, however often', async () => {
  const run = await simulate((sim) => {
    sim.task('waiter', async () => {
      for (let i = 0; i < 1_000; i++)
        await new Promise<void>((resolve) => void setTimeout(resolve, 10).unref());
    });
  });
  expect([run.ending, run.nowMs]).toEqual(['quiescent', 10_000]);
});

test('a task that waits beside nothing but the timers of a daemon hangs', async () => {
  const run = await simulate((sim) => {
    sim.task('ticker', () => void setInterval(() => {}, 10), { daemon: true });
    sim.task('waiter', () => new Promise(() => {}));
  });
  expect(run.ending).toBe('hang');
});

/** A daemon that makes its calls as long as `goesOn` says so. */
const polls = (sim: Sim, key: () => string | undefined): void => {
  const poll = sim.operation('poll');
  const loop = async (): Promise<void> => {
    for (let next = key(); next !== undefined; next = key()) await poll.call(next, () => {});
  };
  sim.task('poller', loop, { daemon: true });
};

test('a daemon that polls by operations keeps no run going for ever', async () => {
  const run = await simulate((sim) => {
    polls(sim, () => 'jobs');
    sim.task('worker', () => sleep(10));
  });
  expect(run.ending).toBe('quiescent');
  expect(run.step).toBeLessThan(1_100);
  expect(describeEnding(run)).toBe(
    'the run ended: all foreground tasks had settled, and only `poll(jobs)` of `poller` was left',
  );
});

test('two daemons that poll do not, either, one of which sleeps in between', async () => {
  const run = await simulate((sim) => {
    polls(sim, () => 'jobs');
    const ping = sim.operation('ping');
    const beat = async (): Promise<void> => {
      for (;;) {
        await ping.call('peer', () => {});
        await sleep(10);
      }
    };
    sim.task('heart', beat, { daemon: true });
    sim.task('worker', () => sleep(10));
  });
  expect(run.ending).toBe('quiescent');
});

test('a daemon that has work left does all of it, when all others have settled', async () => {
  const rows = 3_000;
  let written = 0;
  const run = await simulate((sim) => {
    polls(sim, () => (written < rows ? `r${(written += 1)}` : undefined));
    sim.task('worker', () => sleep(1));
  });
  expect([run.ending, written]).toEqual(['quiescent', rows]);
});

test('so it does where it changes simulated state', async () => {
  let left = 3_000;
  const run = await simulate((sim) => {
    const drain = (): string | undefined => {
      sim.changed();
      return (left -= 1) > 0 ? 'row' : undefined;
    };
    polls(sim, drain);
    sim.task('worker', () => sleep(1));
  });
  expect([run.ending, left]).toEqual(['quiescent', 0]);
});

test('a daemon that polls is heard as long as keepAlive says', async () => {
  let replies = 0;
  const run = await simulate((sim) => {
    polls(sim, () => ((replies += 1) > 0 ? 'jobs' : undefined));
    sim.task('worker', () => sleep(1));
    sim.keepAlive(3_000);
  });
  expect([run.ending, run.nowMs >= 2_999]).toEqual(['quiescent', true]);
});

const unrefed = (fired: number[]) => (sim: Sim) => {
  sim.task('cache', () => {
    setTimeout(() => fired.push(sim.nowMs), 50).unref();
    setInterval(() => fired.push(sim.nowMs), 40);
  });
};

test('keepAlive delivers what would not keep the run going', async () => {
  const fired: number[] = [];
  const run = await simulate((sim) => {
    unrefed(fired)(sim);
    sim.keepAlive(100);
  });
  expect([run.ending, fired]).toEqual(['quiescent', [40, 50, 80]]);
});

test('runForMs of a scenario does so from the beginning', async () => {
  const fired: number[] = [];
  const program = programOf(unrefed(fired), { runForMs: 45 });
  await program.inSlice(() => program.run({}, promptPicker));
  expect(fired).toEqual([40]);
});
