import { expect, test } from 'vitest';
import { explore } from '../testing/explore.ts';
import { simulate } from '../program/simulate.ts';
import type { Sim } from './sim.ts';

const never = (): Promise<void> => new Promise(() => {});

test('two tasks of one name are refused, whoever catches that; those that code spawns get a number', async () => {
  const twice = (sim: Sim): void => {
    sim.task('a', () => {});
    sim.task('b', () => {
      try {
        sim.task('a', () => {});
      } catch {
        // Swallowed.
      }
    });
  };
  await expect(simulate(twice)).rejects.toThrow("Two tasks are called 'a'; give each a name of its own.");
  const run = await simulate((sim) => {
    for (let i = 0; i < 2; i++)
      void sim.spawn({ name: 'writer', daemon: false, cancel: () => {} }, () => Promise.resolve());
  });
  expect(run.tasks.all.map(({ name }) => name)).toEqual(['main', 'writer', 'writer.2']);
});

test('a body that ends before what it started together, and did not await, is told to await', async () => {
  const forgetting = explore(
    'forgetting',
    (sim) => {
      const get = sim.operation('get');
      void sim.all({ a: () => get.call('k', () => {}), b: () => {} });
    },
    { keep: false },
  );
  await expect(forgetting).rejects.toThrow(
    "'test' ended while the tasks 'a', 'b' of its sim.all were going on, and nobody awaits that: await sim.all({ … }).",
  );
});

test.each([
  ['returns it', (sim: Sim) => sim.all({ a: () => {} })],
  ['awaits it', async (sim: Sim) => void (await sim.all({ a: () => {} }))],
  ['listens to it', (sim: Sim) => void sim.all({ a: () => {} }).then(() => {})],
  [
    'awaits it later',
    async (sim: Sim) => {
      const all = sim.all({ a: () => {} });
      await sim.operation('get').call('k', () => {});
      await all;
    },
  ],
])('who %s has not forgotten it', async (_, body) => {
  await explore('awaiting', body, { runs: 30, keep: false });
});

test('the set-up of a scenario need not wait for what it starts together', async () => {
  const run = await simulate((sim) => void sim.all({ a: () => {}, b: () => {} }));
  expect(run.findings).toEqual([]);
});

test('an operation that is called in the checks is refused: no answer comes', async () => {
  const asking = simulate((sim) => {
    const get = sim.operation('get');
    return () => {
      void get.call('k', () => 1);
      return [];
    };
  });
  await expect(asking).rejects.toThrow('`get` was called outside a run: it is over when the checks are made');
});

test('what code under test calls when the run is over is never answered, and is no mistake', async () => {
  const run = await simulate((sim) => {
    const get = sim.operation('get');
    let wake = (): void => {};
    const gate = new Promise<void>((resolve) => (wake = resolve));
    sim.task('waiting', () => gate.then(() => get.call('k', () => 1)), { daemon: true });
    sim.task('stuck', never, { daemon: true });
    return () => {
      wake();
      return [];
    };
  });
  expect(run.findings).toEqual([]);
});

test('an operation that is called where no run is going on warns once', async () => {
  const warnings: string[] = [];
  const listener = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', listener);
  let call = (): void => {};
  await simulate((sim) => {
    const commit = sim.operation('db.commit');
    call = () => void commit.call('k', () => 1);
  });
  call();
  call();
  await new Promise((resolve) => setImmediate(resolve));
  process.removeListener('warning', listener);
  expect(warnings).toEqual(['heddle: `db.commit` was called outside a run; nothing answers it.']);
});
