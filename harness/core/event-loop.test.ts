import { scheduler } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { actor, anyTime, enumerate, outcomesOf, programOf } from '../explore/enumerate.fixture.ts';
import { simulate } from '../program/simulate.ts';
import { Replayer } from '../schedule/replayer.ts';
import { noProfile } from '../strategies/prompt.ts';
import { randomWalk } from '../strategies/random-walk.ts';
import { Random } from './random.ts';
import type { Sim } from './sim.ts';

const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** Each asks over and over, a turn of the loop apart. */
const pauses: Record<string, () => Promise<void>> = {
  setImmediate: turn,
  'scheduler.yield': () => scheduler.yield(),
};

for (const [name, pause] of Object.entries(pauses)) {
  test(`a task that polls by ${name} sees the end of an operation that takes its time`, async () => {
    const run = await simulate((sim) => {
      let isDone = false;
      const call = sim.operation('call', { latencyMs: [5_000, 10_000] });
      sim.task('caller', () => call.call(undefined, () => (isDone = true)));
      sim.task('poller', async () => {
        while (!isDone) await pause();
      });
    });
    expect([run.ending, run.nowMs]).toEqual(['quiescent', 5_000]);
    expect(run.step).toBeLessThan(100);
  });
}

test('a daemon that goes round by immediates keeps neither timers nor operations waiting', async () => {
  let slept = false;
  const run = await simulate((sim) => {
    sim.task(
      'spinner',
      async () => {
        for (;;) await turn();
      },
      { daemon: true },
    );
    sim.task('sleeper', async () => {
      await sleep(60_000);
      slept = true;
    });
  });
  expect([run.ending, slept]).toEqual(['quiescent', true]);
});

test('a task that waits for a moment by immediates comes to see it', async () => {
  const run = await simulate((sim) => {
    sim.task('waiter', async () => {
      const ends = Date.now() + 3_600_000;
      while (Date.now() < ends) await turn();
    });
  });
  expect([run.ending, run.findings]).toEqual(['quiescent', []]);
});

test('a task that does nothing but look at the clock comes to see it move', async () => {
  const run = await simulate((sim) => {
    sim.task('spinner', () => {
      const ends = Date.now() + 20;
      while (Date.now() < ends);
    });
  });
  expect(run.nowMs).toBeGreaterThanOrEqual(20);
});

test('an interval counts from when its callback began, however long that takes', async () => {
  const fired: number[] = [];
  await simulate((sim) => {
    sim.keepAlive(100);
    sim.task('blocker', () => {
      const interval = setInterval(() => {
        fired.push(sim.nowMs);
        sim.block(15);
        if (fired.length === 3) clearInterval(interval);
      }, 20);
    });
  });
  expect(fired).toEqual([20, 40, 60]);
});

test('an immediate that was unrefed keeps no run going', async () => {
  let ran = false;
  const run = await simulate((sim) => {
    sim.task('setter', () => void setImmediate(() => (ran = true)).unref());
  });
  expect([run.ending, ran]).toEqual(['quiescent', false]);
});

test('immediates in vain are a livelock', async () => {
  const run = await simulate((sim) => {
    sim.task('spinner', async () => {
      for (;;) await turn();
    });
  });
  expect(run.ending).toBe('livelock');
});

test('an immediate that input has set comes before any timer, even where the loop was blocked', async () => {
  for (const blockMs of [0, 5]) {
    const outcomes = await outcomesOf((sim) => {
      const log: string[] = [];
      const io = sim.operation('io', { latencyMs: [0, 10] });
      actor(sim, 'reader', async () => {
        await io.call(undefined, () => {});
        sim.block(blockMs);
        setTimeout(() => log.push('timer'), 0);
        setImmediate(() => log.push('immediate'));
      });
      setTimeout(() => log.push('earlier'), 3);
      return () => log.join(' ');
    });
    for (const outcome of outcomes) expect(outcome).toMatch(/immediate (earlier )?timer/);
  }
});

test('what is asked for in a poll is not answered before the immediates of that turn', async () => {
  const outcomes = await outcomesOf((sim) => {
    const log: string[] = [];
    const io = sim.operation('io', anyTime);
    const asked = io.call('before', () => {}).then(() => log.push('before'));
    actor(sim, 'reader', async () => {
      await io.call('first', () => {});
      setImmediate(() => log.push('immediate'));
      await io.call('second', () => {});
      log.push('second');
      await asked;
    });
    return () => log.join(' ');
  });
  expect(outcomes).toEqual(['before immediate second', 'immediate before second', 'immediate second before']);
});

test('from the main script, and from an immediate, a timer of no time and an immediate come in either order', async () => {
  const both = (log: string[]): void => {
    setTimeout(() => log.push('timer'), 0);
    setImmediate(() => log.push('immediate'));
  };
  const places: Record<string, (sim: Sim, log: string[]) => void> = {
    main: (_sim, log) => both(log),
    immediate: (_sim, log) => void setImmediate(() => both(log)),
  };
  for (const set of Object.values(places)) {
    const outcomes = await outcomesOf((sim) => {
      const log: string[] = [];
      set(sim, log);
      return () => log.join(' ');
    });
    expect(outcomes).toEqual(['immediate timer', 'timer immediate']);
  }
});

/** Two timers of 20 ms and 1 ms in a row, and one of 22 ms. */
function sums(sim: Sim): () => string {
  const log: string[] = [];
  actor(sim, 'sum', async () => {
    await sleep(20);
    await sleep(1);
    log.push('sum');
  });
  actor(sim, 'long', async () => {
    await sleep(22);
    log.push('long');
  });
  return () => log.join(' ');
}

test('short sleeps in a row and one long sleep end in either order, for timers may be late', async () => {
  expect(await outcomesOf(sums)).toEqual(['sum long']);
  const outcomes = new Set<string>();
  let last = '';
  const program = programOf((sim) => {
    const outcome = sums(sim);
    return () => void (last = outcome());
  });
  await program.inSlice(() => {
    for (let n = 0; n < 100; n++) {
      const random = new Random(n);
      const setting = { profile: noProfile, faults: program.faults, random };
      const { schedule, digest } = program.trace({}, randomWalk.picker([n], setting));
      outcomes.add(last);
      const replayer = new Replayer(schedule);
      expect(program.trace({}, replayer).digest).toBe(digest);
      expect([...replayer.divergences, ...replayer.unused]).toEqual([]);
    }
  });
  expect([...outcomes].sort()).toEqual(['long sum', 'sum long']);
});

test('of two timers the one that was set first and is not longer fires first, however late', async () => {
  const program = programOf((sim) => {
    const log: string[] = [];
    sim.task('setter', () => {
      setTimeout(() => log.push('a'), 1);
      setTimeout(() => log.push('b'), 2);
      setTimeout(() => log.push('c'), 2);
    });
    return () => expect(log).toEqual(['a', 'b', 'c']);
  });
  await program.inSlice(() => {
    for (let n = 0; n < 50; n++) {
      program.run(
        {},
        randomWalk.picker([n], { profile: noProfile, faults: program.faults, random: new Random(n) }),
      );
    }
  });
});

test('the prompt run and complete enumeration have timers on time', async () => {
  const moments = new Set<number>();
  const program = programOf((sim) => {
    setTimeout(() => moments.add(sim.nowMs), 7);
    setTimeout(() => moments.add(sim.nowMs), 9);
  });
  await enumerate(program, () => {});
  expect([...moments]).toEqual([7, 9]);
});
