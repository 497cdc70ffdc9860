import { describe, expect, it } from 'vitest';
import type { Choice, ChoicePoint, Picker } from '../../core/picker.ts';
import { promptPicker } from '../../core/picker.ts';
import type { Sim } from '../../core/sim.ts';
import { simulate, type SimulateOptions } from '../../program/simulate.ts';
import { Database } from '../../world/database.ts';
import { Gauge } from '../../world/gauge.ts';
import { KeyValueStore } from '../../world/key-value-store.ts';
import { SharedMemory } from '../../world/shared-memory.ts';
import { History } from '../../check/history.ts';
import { Ledger } from '../../check/ledger.ts';
import { VersionLog } from '../../check/versions.ts';
import { conflict } from './conflict.ts';
import type { RecordedStep } from './recorded-step.ts';
import { FootprintRecorder } from './recorder.ts';

type Body = (sim: Sim) => unknown;

async function record(
  body: Body,
  options: SimulateOptions = {},
  recorder = new FootprintRecorder(),
): Promise<readonly RecordedStep[]> {
  const { picker = promptPicker, ...others } = options;
  const setUp = (sim: Sim): void => void body(sim);
  await recorder.recordLater((watch) => simulate(setUp, { ...others, picker: watch(picker) }));
  return recorder.steps;
}

/** Whether the last steps of two tasks conflict. */
async function areDependent(body: Body, a = 'a', b = 'b'): Promise<boolean> {
  const steps = await record(body);
  const last = (task: string): RecordedStep => {
    const found = steps.findLast((step) => step.task === task);
    if (found === undefined) throw new Error(`no step of ${task}`);
    return found;
  };
  return conflict(last(a), last(b));
}

describe('what steps do to one another', () => {
  const both =
    (setUp: (sim: Sim) => readonly [() => unknown, () => unknown]): Body =>
    (sim) => {
      const [a, b] = setUp(sim);
      sim.task('a', a);
      sim.task('b', b);
    };

  it('two operations that touch nothing in common are independent', async () => {
    const body = both((sim) => {
      const call = sim.operation('call');
      return [() => call.call('a', () => 1), () => call.call('b', () => 2)];
    });
    expect(await areDependent(body)).toBe(false);
  });

  it('writes of two keys of a store are independent, of one key not', async () => {
    const puts = (one: string, other: string): Body =>
      both((sim) => {
        const store = new KeyValueStore(sim);
        return [() => store.put(one, '1'), () => store.put(other, '2')];
      });
    expect(await areDependent(puts('x', 'y'))).toBe(false);
    expect(await areDependent(puts('x', 'x'))).toBe(true);
  });

  it('who reads all keys depends on who writes one', async () => {
    const body = both((sim) => {
      const store = new KeyValueStore(sim, { splitReads: false });
      return [() => store.put('x', '1'), () => store.range('')];
    });
    expect(await areDependent(body)).toBe(true);
  });

  it('two that read one cell are independent', async () => {
    const body = both((sim) => {
      const memory = new SharedMemory(sim);
      return [() => memory.load('x'), () => memory.load('x')];
    });
    expect(await areDependent(body)).toBe(false);
  });

  it('commits of different rows are independent; of one row they are not', async () => {
    const commits = (one: string, other: string): Body =>
      both((sim) => {
        const db = new Database<{ rows: { n: number } }>(sim);
        const write = async (key: string): Promise<void> => {
          const session = await db.open();
          await session.upsert('rows', key, () => ({ n: 1 }));
          await session.commit();
        };
        return [() => write(one), () => write(other)];
      });
    expect(await areDependent(commits('x', 'y'))).toBe(false);
    expect(await areDependent(commits('x', 'x'))).toBe(true);
  });

  it('two that enter a gauge are independent; who enters and who leaves are not', async () => {
    const moves = (other: 'enter' | 'leave'): Body =>
      both((sim) => {
        const gauge = new Gauge(sim);
        return [() => gauge.enter('x'), () => gauge[other]('x')];
      });
    expect(await areDependent(moves('enter'))).toBe(false);
    expect(await areDependent(moves('leave'))).toBe(true);
  });

  it('draws from one source of numbers depend on one another', async () => {
    const body = both((sim) => [() => sim.random.below(9), () => sim.random.below(9)]);
    expect(await areDependent(body)).toBe(true);
    const inCode = both(() => [() => Math.random(), () => Math.random()]);
    expect(await areDependent(inCode)).toBe(true);
  });

  it('requests on one ordered channel depend on one another', async () => {
    const calls = (order: 'fifo' | 'any'): Body =>
      both((sim) => {
        const channel = sim.channel('wire', { order });
        const call = sim.operation('call', { channel });
        return [() => call.call('a', () => 1), () => call.call('b', () => 2)];
      });
    expect(await areDependent(calls('fifo'))).toBe(true);
    expect(await areDependent(calls('any'))).toBe(false);
  });

  it('timers of one duration depend on one another', async () => {
    const timers = (ms: number): Body =>
      both(() => [() => void setTimeout(() => {}, 5), () => void setTimeout(() => {}, ms)]);
    expect(await areDependent(timers(5))).toBe(true);
    expect(await areDependent(timers(7))).toBe(false);
  });

  it('who asks what became of a task depends on its end', async () => {
    const body: Body = (sim) => {
      const a = sim.task('a', () => {});
      sim.task('b', () => a.status);
      sim.task('c', () => {});
    };
    expect(await areDependent(body)).toBe(true);
    expect(await areDependent(body, 'a', 'c')).toBe(false);
  });

  it('a check after each step makes those dependent that change what it reads', async () => {
    const checked =
      (reads: string): Body =>
      (sim) => {
        const memory = new SharedMemory(sim);
        sim.always('quiet', () => memory.peek(reads) !== 'x' || memory.peek('b') !== 'x');
        sim.task('a', () => memory.poke('a', 'x'));
        sim.task('b', () => memory.poke('b', 'x'));
        sim.task('c', () => memory.poke('c', 'x'));
      };
    const limits = { invariants: new Set(['quiet']) };
    const depend = async (body: Body, one: string, other: string): Promise<boolean> => {
      const steps = await record(body, { limits });
      const [a, b] = [one, other].map((name) => steps.find(({ task }) => task === name));
      if (a === undefined || b === undefined) throw new Error('no such step');
      return conflict(a, b);
    };
    expect(await depend(checked('a'), 'a', 'b')).toBe(true);
    expect(await depend(checked('a'), 'a', 'c')).toBe(false);
  });

  it('stamps matter once somebody compares them', async () => {
    const body: Body = (sim) => {
      const log = new KeyValueStore(sim);
      sim.task('a', () => log.put('a', ''));
      sim.task('b', () => log.put('b', ''));
      sim.task('c', async () => {
        await log.put('c', '');
        for (const { step } of log.items()) void step;
      });
    };
    const recorder = new FootprintRecorder();
    const depend = async (): Promise<boolean> => {
      const steps = await record(body, {}, recorder);
      const [a, b] = ['a', 'b'].map((name) => steps.findLast(({ task }) => task === name));
      if (a === undefined || b === undefined) throw new Error('no such step');
      return conflict(a, b);
    };
    const before = recorder.learned;
    expect(await depend()).toBe(false);
    expect(recorder.learned).toBeGreaterThan(before);
    expect(await depend()).toBe(true);
  });

  it('stamps of kinds that nobody compares order nothing, whatever others are compared', async () => {
    const recorder = new FootprintRecorder();
    const body: Body = (sim) => {
      const log = new KeyValueStore(sim);
      const one = sim.task('one', () => {});
      const other = sim.task('other', () => {});
      for (const name of ['a', 'b']) sim.task(name, () => log.put(name, ''));
      sim.task('judge', () => (one.settledAtStep ?? 0) < (other.settledAtStep ?? 0), { late: true });
    };
    const dependent = async (a: string, b: string): Promise<boolean> => {
      const steps = await record(body, {}, recorder);
      const [first, second] = [a, b].map((name) => steps.findLast(({ task }) => task === name));
      if (first === undefined || second === undefined) throw new Error('no such step');
      return conflict(first, second);
    };
    expect(await dependent('one', 'other')).toBe(false);
    expect(recorder.learned).toBeGreaterThan(0);
    expect(await dependent('one', 'other')).toBe(true);
    expect(await dependent('a', 'b')).toBe(false);
    expect(await dependent('a', 'one')).toBe(false);
  });
});

describe('the names of steps', () => {
  const body: Body = (sim) => {
    const call = sim.operation('call');
    for (const name of ['a', 'b'])
      sim.task(name, async () => {
        await call.call(undefined, () => 1);
        await call.call(undefined, () => 2);
      });
  };
  const last: Picker = { pick: ({ pending }: ChoicePoint): Choice => pending.events.length - 1 };

  it('are equal in runs that agree on the past of a step, whatever happens beside', async () => {
    const one = await record(body);
    const other = await record(body, { picker: last });
    expect(new Set(one.map(({ name }) => name))).toEqual(new Set(other.map(({ name }) => name)));
    expect(one.map(({ name }) => name)).not.toEqual(other.map(({ name }) => name));
  });

  it('all differ within one run', async () => {
    const steps = await record(body);
    expect(new Set(steps.map(({ name }) => name)).size).toBe(steps.length);
  });

  it('a delivery that fails is another step than one that does not', async () => {
    const failing: Picker = {
      pick: (point) => {
        if (point.delivered.length === 2) point.delivery.fault = 'error';
        return 0;
      },
    };
    const menu = { call: ['error'] };
    const plain = await record(body, { menu });
    const failed = await record(body, { menu, picker: failing });
    expect(failed[2]?.name).toBe(plain[2]?.name);
    expect(failed[3]?.name).not.toBe(plain[3]?.name);
  });
});

describe('what happens to events', () => {
  it('says which a step made, with their windows from then on', async () => {
    const steps = await record((sim) => {
      const call = sim.operation('call', { latencyMs: [3, 8] });
      sim.task('a', () => call.call(undefined, () => 1), { startMs: [5, 5] });
    });
    expect(steps[1]?.created).toMatchObject([{ opensInMs: 3, closesInMs: 8 }]);
    expect(steps[2]?.delivered).toEqual(steps[1]?.created.map(({ name }) => name));
  });

  it('says which it took back, or would have', async () => {
    const steps = await record((sim) => {
      sim.task('a', () => {
        const timer = setTimeout(() => {}, 10);
        clearTimeout(timer);
      });
    });
    expect(steps[1]?.withdrawn).toEqual(steps[1]?.created.map(({ name }) => name));
  });
});

describe('what checks keep', () => {
  it('two that a ledger accepts are independent', async () => {
    const body: Body = (sim) => {
      const ledger = new Ledger();
      sim.task('a', () => ledger.accept('a'));
      sim.task('b', () => ledger.accept('b'));
    };
    expect(await areDependent(body)).toBe(false);
  });

  it('who returns and who is called are dependent in a history, two that are called are not', async () => {
    const body: Body = (sim) => {
      const history = new History<string, string>();
      const first = history.call('first', '');
      sim.task('a', () => void history.call('a', ''));
      sim.task('b', () => void history.call('b', ''));
      sim.task('c', () => first.returned(''));
    };
    expect(await areDependent(body)).toBe(false);
    expect(await areDependent(body, 'a', 'c')).toBe(true);
  });

  it('versions of one key depend on one another', async () => {
    const wrote =
      (key: string): Body =>
      (sim) => {
        const log = new VersionLog(sim);
        sim.task('a', () => log.wrote('x', 1));
        sim.task('b', () => log.wrote(key, 2));
      };
    expect(await areDependent(wrote('x'))).toBe(true);
    expect(await areDependent(wrote('y'))).toBe(false);
  });

  it('calls of a service depend on one another where nobody knows what it keeps', async () => {
    const body: Body = (sim) => {
      const store = sim.service('store', new Map<string, number>(), { effect: 'delivery' });
      sim.task('a', () => store.set('a', 1));
      sim.task('b', () => store.set('b', 1));
    };
    expect(await areDependent(body)).toBe(true);
  });
});
