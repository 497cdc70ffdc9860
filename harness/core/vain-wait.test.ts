import { describe, expect, it } from 'vitest';
import { simulate } from '../program/simulate.ts';
import type { Run } from './run.ts';
import type { Sim } from './sim.ts';

const never = (): Promise<void> => new Promise(() => {});
const sleep = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

const DAEMON = { daemon: true };

async function endOf(program: (sim: Sim) => void): Promise<Run> {
  return simulate((sim) => program(sim));
}

/** A daemon that ticks every 10 ms, and somebody who waits for its n-th tick. */
const wakesAt = (n: number) => (sim: Sim) => {
  let wake = (): void => {};
  sim.task('waiter', () => new Promise<void>((resolve) => void (wake = resolve)));
  let ticks = 0;
  sim.task('ticker', () => void setInterval(() => ++ticks === n && wake(), 10), DAEMON);
};

/** A daemon that calls its service again and again, and somebody who waits for its n-th reply. */
const wakesAtReply = (n: number) => (sim: Sim) => {
  const poll = sim.operation('poll');
  let wake = (): void => {};
  sim.task('waiter', () => new Promise<void>((resolve) => void (wake = resolve)));
  sim.task(
    'poller',
    async () => {
      for (let reply = 1; reply < 20_000; reply++) {
        await poll.call('jobs', () => {});
        if (reply === n) {
          wake();
          return;
        }
      }
    },
    DAEMON,
  );
};

it('a daemon that polls by operations is no reason to wait: who waits for nothing hangs', async () => {
  const run = await endOf(wakesAtReply(Infinity));
  expect(run.ending).toBe('hang');
  expect(run.findings.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^`waiter` cannot go on: nothing comes but `poll\(jobs\)` of `poller`/),
  ]);
});

it('so it is where the daemon sleeps in between', async () => {
  const run = await endOf((sim) => {
    const poll = sim.operation('poll');
    sim.task('waiter', never);
    const loop = async (): Promise<void> => {
      for (;;) {
        await poll.call('jobs', () => {});
        await sleep(10);
      }
    };
    sim.task('poller', loop, DAEMON);
  });
  expect(run.ending).toBe('hang');
});

describe('it is no hang where', () => {
  it('a daemon wakes somebody with the 9,000th reply that it gets', async () => {
    expect((await endOf(wakesAtReply(9_000))).ending).toBe('quiescent');
  });

  it('a daemon polls on behind a task that goes on', async () => {
    const run = await endOf((sim) => {
      wakesAtReply(Infinity)(sim);
      sim.task('worker', async () => {
        for (;;) await sleep(10);
      });
    });
    expect(run.ending).toBe('step-bound');
  });

  it('a daemon wakes somebody at its 500th tick', async () => {
    expect((await endOf(wakesAt(500))).ending).toBe('quiescent');
  });

  it.each([500, 5_000])('a task waits for the %sth tick of an interval of its own', async (n) => {
    const run = await endOf((sim) => {
      sim.task('waiter', async () => {
        await sleep(5);
        await new Promise<void>((resolve) => {
          let ticks = 0;
          const timer = setInterval(() => {
            if (++ticks < n) return;
            clearInterval(timer);
            resolve();
          }, 10);
        });
      });
    });
    expect(run.ending).toBe('quiescent');
  });

  it('nobody can know whether an interval that a task waits for ever counts to its end: that is a matter of steps', async () => {
    const run = await endOf((sim) => {
      sim.task('waiter', () => new Promise<void>(() => void setInterval(() => {}, 10)));
    });
    expect([run.ending, run.findings]).toEqual(['step-bound', []]);
  });

  it('a task polls by sleeps of its own, and has what it waits for after 500 of them', async () => {
    const run = await endOf((sim) => {
      let polls = 0;
      sim.task('poller', async () => {
        while (++polls < 500) await sleep(10);
      });
      sim.task('ticker', () => void setInterval(() => {}, 7), DAEMON);
    });
    expect(run.ending).toBe('quiescent');
  });

  it('a task takes 1,000 ticks of a daemon, one by one', async () => {
    let taken = 0;
    const run = await endOf((sim) => {
      let wake = (): void => {};
      sim.task('ticker', () => void setInterval(() => wake(), 10), DAEMON);
      sim.task('taker', async () => {
        for (; taken < 1_000; taken++) await new Promise<void>((resolve) => void (wake = resolve));
      });
    });
    expect([run.ending, taken]).toEqual(['quiescent', 1_000]);
  });

  it('ticks change simulated state, and somebody is woken in the end', async () => {
    const run = await endOf((sim) => {
      let left = 1_000;
      let wake = (): void => {};
      sim.task('waiter', () => new Promise<void>((resolve) => void (wake = resolve)));
      const drain = (): void => {
        left -= 1;
        sim.changed();
        if (left === 0) wake();
      };
      sim.task('drainer', () => void setInterval(drain, 10), DAEMON);
    });
    expect(run.ending).toBe('quiescent');
  });

  it('a task watches the clock by an interval of its own', async () => {
    const run = await endOf((sim) => {
      sim.task('waiter', async () => {
        const untilMs = Date.now() + 10_000;
        await new Promise<void>((resolve) => {
          const timer = setInterval(() => {
            if (Date.now() < untilMs) return;
            clearInterval(timer);
            resolve();
          }, 10);
        });
      });
    });
    expect([run.ending, run.nowMs]).toEqual(['quiescent', 10_000]);
  });

  it('a longer timer of a daemon wakes somebody after many ticks of a shorter one', async () => {
    const run = await endOf((sim) => {
      let wake = (): void => {};
      sim.task('waiter', () => new Promise<void>((resolve) => void (wake = resolve)));
      sim.task('beat', () => void setInterval(() => {}, 10), DAEMON);
      sim.task('reconnect', () => sleep(20_000).then(() => wake()), DAEMON);
    });
    expect([run.ending, run.nowMs]).toEqual(['quiescent', 20_000]);
  });

  it('that longer timer is only set on the way', async () => {
    const run = await endOf((sim) => {
      let wake = (): void => {};
      sim.task('waiter', () => new Promise<void>((resolve) => void (wake = resolve)));
      let ticks = 0;
      const tick = (): void => void (++ticks === 100 && setTimeout(() => wake(), 20_000));
      sim.task('beat', () => void setInterval(tick, 10), DAEMON);
    });
    expect([run.ending, run.nowMs]).toEqual(['quiescent', 21_000]);
  });
});

describe('it is a hang, soon, and told from the last step that moved anything, where', () => {
  const hangs = async (program: (sim: Sim) => void): Promise<unknown> => {
    const run = await endOf(program);
    const [{ message, step } = { message: '', step: 0 }] = run.findings;
    return { ending: run.ending, message, step, isSoon: run.step < 1_100 };
  };

  it('nobody wakes a waiter beside the interval of a daemon', async () => {
    const program = (sim: Sim): void => {
      sim.task('waiter', never);
      sim.task('ticker', () => void setInterval(() => {}, 10), DAEMON);
    };
    expect(await hangs(program)).toEqual({
      ending: 'hang',
      message: '`waiter` cannot go on: nothing comes but `interval(10)` of `ticker`',
      step: 2,
      isSoon: true,
    });
  });

  it('a task waits in vain beside an interval that it set before', async () => {
    const program = (sim: Sim): void => {
      sim.task('pool', async () => {
        setInterval(() => {}, 10);
        await sleep(5);
        await never();
      });
    };
    expect(await hangs(program)).toEqual({
      ending: 'hang',
      message: '`pool` cannot go on: nothing comes but `interval(10)` of `pool`',
      step: 2,
      isSoon: true,
    });
  });

  it('the callback of that interval is asynchronous', async () => {
    const program = (sim: Sim): void => {
      sim.task('pool', async () => {
        const tick = async (): Promise<void> => {
          await Promise.resolve();
          await Promise.resolve();
        };
        setInterval(() => void tick(), 10);
        await sleep(5);
        await never();
      });
    };
    expect(await hangs(program)).toMatchObject({ ending: 'hang', isSoon: true });
  });

  it('a task sets an interval and awaits others, one of which waits in vain', async () => {
    const program = (sim: Sim): void => {
      sim.task('test', async () => {
        setInterval(() => {}, 10);
        await sim.all({ a: () => sleep(5), b: never });
      });
    };
    expect(await hangs(program)).toMatchObject({ ending: 'hang', isSoon: true });
  });

  it('a daemon sleeps anew each time, each time for another while', async () => {
    const program = (sim: Sim): void => {
      sim.task('waiter', never);
      const loop = async (): Promise<void> => {
        for (;;) await sleep(100 + Math.floor(Math.random() * 50));
      };
      sim.task('loop', loop, DAEMON);
    };
    expect(await hangs(program)).toMatchObject({ ending: 'hang', isSoon: true });
  });
});
