import { describe, expect, it, test } from 'vitest';
import { simulate, type SimulateOptions } from '../program/simulate.ts';
import { failing } from './failing.fixture.ts';
import { CRASH, type Picker, promptPicker } from './picker.ts';
import type { Run } from './run.ts';
import type { Sim } from './sim.ts';

async function ran(
  program: (sim: Sim) => void,
  options: SimulateOptions = {},
): Promise<{ run: Run; checked: string[] }> {
  const checked = new Set<string>();
  const run = await simulate((sim) => program(sim), { ...options, limits: { checked, ...options.limits } });
  return { run, checked: [...checked] };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('sim.always', () => {
  it('finds at its step what heals before the end', async () => {
    const { run, checked } = await ran((sim) => {
      const books = { in: 0, out: 0 };
      const move = sim.operation('move');
      sim.always('books-agree', () => books.in === books.out || `${books.in} in, ${books.out} out`);
      sim.task('mover', async () => {
        await move.call('in', () => void (books.in += 1));
        await move.call('out', () => void (books.out += 1));
      });
    });
    expect(run.findings).toEqual([
      { kind: 'broken-invariant', invariant: 'books-agree', message: '1 in, 0 out', step: 2 },
    ]);
    expect(checked).toEqual(['books-agree']);
  });

  it('holds where nothing is wrong, and is looked at from the set-up on', async () => {
    let looked = 0;
    const { run, checked } = await ran((sim) => {
      sim.always('calm', () => void (looked += 1));
      sim.task('a', () => {});
    });
    expect([run.findings, looked, checked]).toEqual([[], 2, ['calm']]);
    const early = await ran((sim) => sim.always('calm', () => false));
    expect(early.run.findings).toMatchObject([{ message: 'calm does not hold', step: 0 }]);
  });

  it('takes what an assertion throws as the damage', async () => {
    const { run } = await ran((sim) => sim.always('calm', () => expect(1).toBe(2)));
    expect(run.findings[0]?.message).toBe('expected 1 to be 2');
  });

  it.each([
    ['a promise', () => Promise.resolve(true), 'returned a promise (checks are synchronous)'],
    ['anything else', () => 0, 'returned 0; expected nothing or true where it holds'],
  ])('refuses a check that returns %s', async (_, check, message) => {
    await expect(ran((sim) => sim.always('calm', check as never))).rejects.toThrow(
      new RegExp(`sim.always\\('calm', …\\).*${message.replace(/[()]/g, '\\$&')}`),
    );
  });

  it('refuses a check that does more than to look', async () => {
    const asking = ran((sim) => {
      const get = sim.operation('get');
      sim.always('calm', () => void get.call('k', () => {}));
    });
    await expect(asking).rejects.toThrow("The check of sim.always('calm', …) started something (get)");
  });

  it('refuses a second of its name, also where the code under test swallows that', async () => {
    const twice = ran((sim) => {
      sim.always('calm', () => true);
      sim.task('a', () => {
        try {
          sim.always('calm', () => true);
        } catch {
          // Swallowed.
        }
      });
    });
    await expect(twice).rejects.toThrow("are called 'calm'; give each an id of its own");
  });

  it('refuses an invariant that the scenario does not declare', async () => {
    const options = { limits: { invariants: new Set(['known']) } };
    await expect(ran((sim) => sim.always('other', () => true), options)).rejects.toThrow(
      "The invariant 'other' is not declared",
    );
  });
});

describe('sim.eventually', () => {
  /** A loop that repairs `state` at its third tick, 300 ms after it has started. */
  const repairs = (sim: Sim, state: { whole: boolean }): void => {
    sim.task('repair', async () => await sleep(300).then(() => void (state.whole = true)), { daemon: true });
  };

  it('keeps the run going until it has come true', async () => {
    const { run, checked } = await ran((sim) => {
      const state = { whole: false };
      repairs(sim, state);
      sim.task('test', () => {});
      sim.eventually('whole', () => state.whole, { withinMs: 1_000 });
    });
    expect([run.findings, checked, run.nowMs]).toEqual([[], ['whole'], 300]);
  });

  it('is broken where it comes true too late, and the run is not kept longer', async () => {
    const { run, checked } = await ran((sim) => {
      const state = { whole: false };
      repairs(sim, state);
      setInterval(() => {}, 70);
      sim.task('test', () => {});
      sim.eventually('whole', () => state.whole || 'still in pieces', { withinMs: 200 });
    });
    expect(run.findings).toMatchObject([
      {
        kind: 'never-true',
        invariant: 'whole',
        message: 'whole did not come true within 200 ms after the last task had settled: still in pieces',
      },
    ]);
    expect(checked).toEqual(['whole']);
    expect(run.nowMs).toBeLessThan(300);
  });

  it('counts from the moment at which the work is done: before, nothing need be true, and nothing counts', async () => {
    const slow = await ran((sim) => {
      const open = new Set<string>();
      sim.task('producer', async () => {
        await sleep(500);
        open.add('a');
        await sleep(500);
        open.delete('a');
      });
      sim.eventually('drained', () => open.size === 0, { withinMs: 0 });
    });
    expect(slow.run.findings).toEqual([]);
    const forgotten = await ran((sim) => {
      const open = new Set<string>();
      sim.task('producer', () => void open.add('a'));
      sim.eventually('drained', () => open.size === 0, { withinMs: 100 });
    });
    expect(forgotten.run.findings).toMatchObject([{ kind: 'never-true', step: 1 }]);
  });

  it('must come true again after a fault that strikes later', async () => {
    const program = (sim: Sim): void => {
      const state = { whole: false };
      const beat = sim.operation('beat');
      repairs(sim, state);
      sim.task(
        'breaker',
        async () => {
          await sleep(400);
          await beat.call('k', () => {}).catch(() => void (state.whole = false));
        },
        { daemon: true },
      );
      sim.eventually('whole', () => state.whole, { withinMs: 500 });
    };
    const menu = { beat: ['error'] };
    const calm = await ran(program, { menu });
    expect([calm.run.findings, calm.run.nowMs]).toEqual([[], 300]);
    // Something else keeps the run going until the fault.
    const kept = (sim: Sim): void => {
      program(sim);
      sim.keepAlive(450);
    };
    const struck = await ran(kept, { menu, picker: failing('beat', 'error') });
    expect(struck.run.findings).toMatchObject([
      { kind: 'never-true', message: 'whole did not come true within 500 ms after the last fault' },
    ]);
  });

  it('is asked of a run in which a task waits for what stalled', async () => {
    const program =
      (repairing: boolean) =>
      (sim: Sim): void => {
        const state = { whole: false };
        const get = sim.operation('get');
        if (repairing) repairs(sim, state);
        sim.task('caller', () => get.call('k', () => {}));
        sim.eventually('whole', () => state.whole, { withinMs: 1_000 });
      };
    const options = { menu: { get: ['stall'] }, picker: failing('get', 'stall') };
    const repaired = await ran(program(true), options);
    expect([repaired.run.ending, repaired.run.findings]).toEqual(['stalled', []]);
    const left = await ran(program(false), options);
    expect(left.run.findings).toMatchObject([{ kind: 'never-true' }]);
  });

  it('counts a crash as a fault', async () => {
    let picks = 0;
    const picker: Picker = { pick: (point) => (picks++ === 1 ? CRASH : promptPicker.pick(point)) };
    const { run } = await ran(
      (sim) => {
        const state = { whole: false };
        sim.task('first', () => void (state.whole = true));
        sim.task('other', () => {});
        sim.onRestart(() => void (state.whole = false));
        sim.eventually('whole', () => state.whole, { withinMs: 10 });
      },
      { picker },
    );
    expect(run.findings).toMatchObject([
      { message: 'whole did not come true within 10 ms after the last fault' },
    ]);
  });

  it('says nothing of a run that hangs by itself', async () => {
    const { run, checked } = await ran((sim) => {
      sim.task('stuck', () => new Promise(() => {}));
      sim.eventually('whole', () => false, { withinMs: 10 });
    });
    expect([run.findings.map(({ kind }) => kind), checked]).toEqual([['deadlock'], []]);
  });

  it('refuses a time that is none', async () => {
    await expect(ran((sim) => sim.eventually('whole', () => true, { withinMs: NaN }))).rejects.toThrow(
      "sim.eventually('whole', …) has withinMs: NaN; expected milliseconds, 0 or more.",
    );
  });
});

test('an invariant is checked where the author speaks of it, and broken where that says so', async () => {
  const program =
    (port: number) =>
    (sim: Sim): void => {
      const own = sim.invariant('own-port');
      sim.task('server', () => (port === 80 ? own.hold() : own.fail(`it listens on ${port}`)));
    };
  const holds = await ran(program(80));
  expect([holds.run.findings, holds.checked]).toEqual([[], ['own-port']]);
  const broken = await ran(program(81));
  expect(broken.run.findings).toEqual([
    { kind: 'broken-invariant', invariant: 'own-port', message: 'it listens on 81', step: 1 },
  ]);
  expect(broken.checked).toEqual(['own-port']);
});
