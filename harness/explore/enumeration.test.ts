import { expect, test } from 'vitest';
import type { Sim } from '../core/sim.ts';
import { type Scenario, scenario } from '../scenario.ts';
import { enumeration } from './enumeration.ts';
import { Program } from './program.ts';
import { noProfile } from './prompt.ts';
import { Random } from '../core/random.ts';

const anyTime = { latencyMs: [0, Infinity] } as const;
const system = { id: 'counted', variants: { only: {} } };

function counted(run: (sim: Sim) => void, more: Partial<Scenario> = {}): Program {
  const story = scenario('counted', system, {
    ...more,
    invariants: [],
    run(sim) {
      run(sim);
      return () => [];
    },
  });
  return new Program('counted/counted', story, 'only');
}

interface Enumerated {
  readonly runs: number;
  readonly orders: ReadonlySet<string>;
  readonly hashes: ReadonlySet<number>;
}

function enumerate(program: Program): Promise<Enumerated> {
  const setting = { profile: noProfile, faults: program.faults, random: new Random(1) };
  return program.inSlice(() => {
    const orders = new Set<string>();
    const hashes = new Set<number>();
    const plan = enumeration.plan(setting);
    let runs = 0;
    let step = plan.next();
    while (step.done !== true) {
      const picker = enumeration.picker(step.value, setting);
      const run = program.run({}, picker);
      runs += 1;
      hashes.add(run.hashOrder(0));
      if (runs <= 1000) orders.add(run.delivered.map((event) => run.idOf(event)).join(' '));
      step = plan.next(picker);
    }
    return { runs, orders, hashes };
  });
}

/** Tasks with so many events each, the start being the first. */
function chains(...lengths: number[]) {
  return (sim: Sim): void => {
    const step = sim.operation('step', anyTime);
    lengths.forEach((length, i) => {
      sim.task(`t${i}`, async () => {
        for (let n = 1; n < length; n++) await step.call(undefined, () => {});
      });
    });
  };
}

test('two independent tasks of five events have exactly 252 orders', async () => {
  const { runs, orders, hashes } = await enumerate(counted(chains(5, 5)));
  expect([runs, orders.size, hashes.size]).toEqual([252, 252, 252]);
});

test('three independent tasks of four events have exactly 34,650 orders', async () => {
  const { runs, hashes } = await enumerate(counted(chains(4, 4, 4)));
  expect([runs, hashes.size]).toEqual([34_650, 34_650]);
});

test('four senders on a channel have exactly 4! orders', async () => {
  const outcomes = new Set<string>();
  const { runs } = await enumerate(
    counted((sim) => {
      const send = sim.operation('send', anyTime);
      const arrived: number[] = [];
      for (const sender of [1, 2, 3, 4]) {
        void send.call(sender, () => {
          arrived.push(sender);
          if (arrived.length === 4) outcomes.add(arrived.join(''));
        });
      }
    }),
  );
  expect([runs, outcomes.size]).toEqual([24, 24]);
});

test('two timers of one duration fire in the order in which they were set, as in Node', async () => {
  const { orders } = await enumerate(
    counted((sim) => {
      sim.task('a', () => new Promise<void>((resolve) => void setTimeout(resolve, 5)));
      sim.task('b', () => new Promise<void>((resolve) => void setTimeout(resolve, 5)));
    }),
  );
  expect(
    [...orders].every(
      (order) =>
        order.indexOf('a: start') < order.indexOf('b: start') ===
        order.indexOf('a: timeout') < order.indexOf('b: timeout'),
    ),
  ).toBe(true);
});

test('a cancellation before the first await gives exactly the outcomes 42 and cancelled', async () => {
  const outcomes = new Set<unknown>();
  const program = counted(
    (sim) => {
      const get = sim.operation('get', anyTime);
      sim.task('reader', () => {
        let cancel = (): void => {};
        const cancelled = new Promise<number>((_, reject) => {
          cancel = () => reject(Object.assign(new Error('cancelled'), { name: 'Cancelled' }));
        });
        const result = sim.spawn({ name: 'reader', daemon: false, cancel: () => cancel() }, () =>
          Promise.race([get.call(undefined, () => 42), cancelled]),
        );
        return result.then(
          (value) => outcomes.add(value),
          () => outcomes.add('cancelled'),
        );
      });
    },
    { faults: { budget: 1, cancel: ['reader'] } },
  );
  await enumerate(program);
  expect(outcomes).toEqual(new Set([42, 'cancelled']));
});
