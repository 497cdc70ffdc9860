import { describe, expect, it } from 'vitest';
import type { Picker } from '../core/picker.ts';
import type { Sim } from '../core/sim.ts';
import { simulate, type SimulateOptions } from '../program/simulate.ts';
import { Tracer } from './tracer.ts';

async function endingOf(program: (sim: Sim) => void, options: SimulateOptions = {}): Promise<string> {
  const tracer = new Tracer();
  await simulate((sim) => program(sim), { ...options, observer: tracer });
  return tracer.ending;
}

const never = (): Promise<void> => new Promise(() => {});

/** Stalls whatever may stall. */
const stalling: Picker = {
  pick({ pending, delivery, horizonMs }) {
    const at = pending.first(horizonMs);
    if (pending.events[at]?.type.faults.includes('stall') === true) delivery.fault = 'stall';
    return at;
  },
};

describe('what ended a run is said in its trace', () => {
  it('all tasks had settled, and nothing was left', async () => {
    expect(await endingOf((sim) => void sim.task('a', () => {}))).toBe(
      'the run ended: all tasks had settled, and nothing was pending',
    );
  });

  it('what was left is named, each kind once', async () => {
    const ending = await endingOf((sim) => {
      sim.task('writer', () => {
        for (const ms of [1_000, 1_000, 7]) setInterval(() => {}, ms);
      });
    });
    expect(ending).toBe(
      'the run ended: all tasks had settled, and only `interval(7)` of `writer` and `interval(1000)` of `writer` were left',
    );
  });

  it('daemons need not settle', async () => {
    const ending = await endingOf((sim) => {
      sim.task('ticker', () => void setInterval(() => {}, 10), { daemon: true });
      sim.task('loop', never, { daemon: true });
      sim.task('a', () => {});
    });
    expect(ending).toBe(
      'the run ended: all foreground tasks had settled, and only `interval(10)` of `ticker` was left',
    );
  });

  it('a deadlock, with those that wait', async () => {
    const ending = await endingOf((sim) => {
      sim.task('a', never);
      sim.task('b', never);
    });
    expect(ending).toBe('the run ended in a deadlock: `a` and `b` wait, and nothing was pending');
  });

  it('a stall, where a fault is why', async () => {
    const ending = await endingOf(
      (sim) => {
        const get = sim.operation('get');
        sim.task('a', () => get.call(1, () => {}));
      },
      { picker: stalling, menu: { get: ['stall'] } },
    );
    expect(ending).toBe('the run ended: `a` waits, after a fault that let something stall');
  });

  it('a hang, with what went on', async () => {
    const ending = await endingOf((sim) => {
      sim.task('ticker', () => void setInterval(() => {}, 10), { daemon: true });
      sim.task('a', never);
    });
    expect(ending).toBe('the run ended in a hang: `a` waits, and only `interval(10)` of `ticker` went on');
  });

  it('a step bound, with who goes on', async () => {
    const ending = await endingOf(
      (sim) => {
        sim.task('poller', async () => {
          for (;;) await new Promise<void>((resolve) => void setTimeout(resolve, 5));
        });
      },
      { limits: { maxSteps: 2_000 } },
    );
    expect(ending).toBe('the run was cut off at 2,000 steps, and `timeout(5)` of `poller` went on');
  });

  it('a livelock, with who goes round', async () => {
    const ending = await endingOf(
      (sim) => {
        const get = sim.operation('get', { latencyMs: [0, 0] });
        sim.task('poller', async () => {
          for (;;) await get.call('row', () => {});
        });
      },
      { limits: { maxSteps: 200 } },
    );
    expect(ending).toBe(
      'the run ended in a livelock: it was cut off at 200 steps, the second half of which moved neither time nor state, and `get(row)` of `poller` went on',
    );
  });
});
