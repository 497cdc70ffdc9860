import { EventEmitter } from 'node:events';
import { expect, expectTypeOf, test } from 'vitest';
import { explore } from '../explore/explore.ts';
import { simulate } from '../program/simulate.ts';
import { held, scenario, violated } from '../index.ts';
import { failing } from './failing.fixture.ts';
import type { Sim } from './sim.ts';

class MemoryStore {
  #value = 0;
  readonly label = 'memory';
  get size(): number {
    return this.#value;
  }
  load(): number {
    return this.#value;
  }
  async save(value: number): Promise<void> {
    await Promise.resolve();
    this.#value = value;
  }
  double(): number {
    return this.load() * 2;
  }
}

class AuditedStore extends MemoryStore {
  readonly log: string[] = [];
  override load(): number {
    this.log.push('load');
    return super.load();
  }
}

test('two increments through a service lose an update; in turn they do not', async () => {
  const system = { id: 'store', variants: { mistaken: false, mended: true } };
  const story = scenario('two increments', system, {
    invariants: ['both-count'],
    expect: { mistaken: { 'both-count': 'violated' } },
    run(sim, inTurn) {
      const store = sim.service('store', new MemoryStore());
      let last = Promise.resolve();
      const increment = async (): Promise<void> => store.save((await store.load()) + 1);
      const add = (): Promise<void> => (inTurn ? (last = last.then(increment)) : increment());
      sim.task('a', add);
      sim.task('b', add);
      return () => [
        store.raw.load() === 2
          ? held('both-count')
          : violated('both-count', 'wrong-result', `${store.raw.load()} of 2`),
      ];
    },
  });
  const verdictOf = async (variant: string): Promise<string> =>
    (await explore('store/two', story, variant, { seed: 1, runs: 200, shrink: false })).verdict;
  expect([await verdictOf('mistaken'), await verdictOf('mended')]).toEqual(['violated', 'exhausted']);
});

test('methods of classes with private fields are operations, getters and fields are as they are then', async () => {
  const target = new AuditedStore();
  const run = await simulate((sim) => {
    const store = sim.service('store', target);
    sim.task('a', async () => {
      const { save, double } = store;
      const before = store.size;
      await save(21);
      return [before, store.size, await double(), store.label, store instanceof MemoryStore, store.raw];
    });
  });
  expect(run.tasks.get('a')?.value).toEqual([0, 21, 42, 'memory', true, target]);
  // What a method calls on its own object happens inside of the server.
  expect(run.delivered.map((event) => run.idOf(event))).toEqual([
    'a: start#1',
    'a: store.save(21)#1',
    'a: store.save.reply(21)#1',
    'a: store.double#1',
    'a: store.double.reply#1',
  ]);
  expect(target.log).toEqual(['load']);
});

test('windows, effect, key and errors are said for the service, and method by method', async () => {
  const calls: unknown[] = [];
  const run = await simulate(
    (sim) => {
      const api = sim.service(
        'api',
        { get: (id: { readonly n: number }) => id.n, put: (id: { readonly n: number }) => id.n },
        {
          latencyMs: [5, 5],
          key: (_method, args) => (args[0] as { readonly n: number }).n,
          errors: { offline: (call) => calls.push(call) },
          methods: { put: { latencyMs: [20, 20], effect: 'delivery' } },
        },
      );
      sim.task('a', () => Promise.all([api.put({ n: 2 }), api.get({ n: 1 }).catch(() => 'failed')]));
    },
    { menu: { 'api.get': ['offline'] }, picker: failing('api.get', 'offline') },
  );
  expect(run.delivered.map((event) => run.idOf(event))).toEqual([
    'a: start#1',
    'a: api.get(1)#1',
    'a: api.put(2)#1',
  ]);
  expect(run.nowMs).toBe(20);
  expect(run.tasks.get('a')?.value).toEqual([2, 'failed']);
  expect(calls).toEqual([{ method: 'get', key: 1, args: [{ n: 1 }] }]);
});

test('the error of a lost reply knows the call, too', async () => {
  const run = await simulate(
    (sim) => {
      const errors = { 'lost-reply': (call: unknown) => call };
      const store = sim.service('store', new Map<string, number>(), { errors });
      sim.task('a', () => store.set('x', 1).catch((call: unknown) => [call, store.raw.get('x')]));
    },
    { menu: { 'store.set': ['lost-reply'] }, picker: failing('store.set.reply', 'lost-reply') },
  );
  expect(run.tasks.get('a')?.value).toEqual([{ method: 'set', key: 'x', args: ['x', 1] }, 1]);
});

test('a call shows what its key does not say; its errors know all of it', async () => {
  const seen: unknown[] = [];
  const run = await simulate(
    (sim) => {
      const errors = { offline: (call: unknown) => seen.push(call) };
      const store = sim.service('store', new Map<string, number>(), { errors });
      sim.task('a', async () => {
        await store.get('x').catch(() => {});
        await store.clear();
        await store.set('x', 1);
      });
    },
    { menu: { 'store.get': ['offline'] }, picker: failing('store.get', 'offline') },
  );
  const requests = run.delivered.filter(({ type }) => type.kind === 'request');
  expect(requests.map(({ args }) => args)).toEqual([undefined, undefined, ['x', 1]]);
  expect(seen).toEqual([{ method: 'get', key: 'x', args: ['x'] }]);
});

test('a fake may take its time: the reply leaves when its promise has settled, and a rejection arrives with it', async () => {
  const run = await simulate((sim) => {
    const slow = {
      async read(): Promise<number> {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return 7;
      },
      // oxlint-disable-next-line require-await
      async refuse(): Promise<number> {
        throw new Error('no');
      },
    };
    const api = sim.service('api', slow, { latencyMs: [4, 4] });
    sim.task('a', async () => {
      const value = await api.read();
      return [value, sim.nowMs, await api.refuse().catch(String), sim.nowMs];
    });
  });
  expect(run.tasks.get('a')?.value).toEqual([7, 34, 'Error: no', 38]);
  expect(run.findings).toEqual([]);
});

test('callers of a callback method are called back, once', async () => {
  const seen: unknown[] = [];
  await simulate((sim) => {
    const files = {
      read(name: string, done: (error: Error | null, text?: string) => void) {
        if (name === 'none') done(new Error('ENOENT'));
        else setTimeout(() => (done(null, `text of ${name}`), done(null, 'again')), 5);
      },
    };
    const disk = sim.service('disk', files, { methods: { read: { form: 'callback' } } });
    sim.task('a', () => {
      disk.read('one', (error, text) => seen.push(error, text, sim.taskName));
      disk.read('none', (error, text) => seen.push(String(error), text, sim.taskName));
    });
  });
  expect(seen).toEqual(['Error: ENOENT', undefined, 'a', null, 'text of one', 'a']);
});

test('a signal in the last argument ends the wait', async () => {
  const run = await simulate((sim) => {
    const api = sim.service('api', {
      get: (id: string, options?: { signal?: AbortSignal }) => [id, options],
    });
    sim.task('a', () =>
      api.get('x', { signal: AbortSignal.abort('left') }).catch((reason: unknown) => reason),
    );
  });
  expect(run.tasks.get('a')?.value).toBe('left');
});

test('what an EventEmitter has, and methods that are said to be plain, are no operations', async () => {
  class Queue extends EventEmitter {
    push(item: string): number {
      this.emit('item', item);
      return 1;
    }
    pipeline(): this {
      return this;
    }
  }
  const run = await simulate((sim) => {
    const queue = sim.service('queue', new Queue(), { methods: { pipeline: { form: 'plain' } } });
    const items: string[] = [];
    queue.on('item', (item: string) => items.push(item));
    sim.task('a', async () => [queue.pipeline() === queue.raw, await queue.push('x'), items]);
  });
  expect(run.tasks.get('a')?.value).toEqual([true, 1, ['x']]);
});

test.each([
  [
    "sim.service('store', target) got the class or function 'MemoryStore'; expected an object with methods: new MemoryStore(), or { get: (key) => … }.",
    (sim: Sim) => sim.service('store', MemoryStore),
  ],
  ['sim.service(name, target) got no name.', (sim: Sim) => sim.service('', {})],
  [
    "sim.service('api', …) has no option 'latency'; there are: latencyMs, effect, errors, channel, onAbort, key.",
    (sim: Sim) => sim.service('api', { get: () => 1 }, { latency: [1, 2] } as object),
  ],
  [
    "sim.service('api', …), for get, has no option 'effects'; there are: latencyMs, effect, errors, channel, onAbort, key, form.",
    (sim: Sim) => sim.service('api', { get: () => 1 }, { methods: { get: { effects: 'split' } } } as object),
  ],
  [
    "sim.service('api', …) has options for 'gte', which is no method of it; it has get.",
    (sim: Sim) => sim.service('api', { get: () => 1 }, { methods: { gte: {} } as never }),
  ],
  [
    "Two services are called 'twice'; give each a name of its own.",
    (sim: Sim) => [sim.service('twice', {}), sim.service('twice', {})],
  ],
])('wrong use is told in one line: %s', async (message, use) => {
  const story = scenario(
    'misuse',
    { id: 'misuse', variants: { only: 0 } },
    {
      invariants: [],
      run(sim) {
        use(sim);
        return () => [];
      },
    },
  );
  const { verdict, reason } = await explore('misuse/misuse', story, 'only', { seed: 1, runs: 5 });
  expect([verdict, reason]).toEqual(['error', expect.stringContaining(message)]);
});

test('a method is the same each time, may be replaced, and is that of each service by itself', async () => {
  const run = await simulate((sim) => {
    const one = sim.service('one', new MemoryStore());
    const other = sim.service('other', new MemoryStore());
    sim.task('a', async () => {
      await one.save(1);
      const { load } = one;
      one.double = () => Promise.resolve(99);
      return [one.load === load, await load(), await other.load(), await one.double(), await other.double()];
    });
  });
  expect(run.tasks.get('a')?.value).toEqual([true, 1, 0, 99, 0]);
});

test('the type of a service is that of its target, with promises', async () => {
  await simulate((sim) => {
    const store = sim.service('store', new MemoryStore());
    expectTypeOf(store.load).toEqualTypeOf<() => Promise<number>>();
    expectTypeOf(store.save).toEqualTypeOf<(value: number) => Promise<void>>();
    expectTypeOf(store.size).toEqualTypeOf<number>();
    expectTypeOf(store.raw).toEqualTypeOf<MemoryStore>();
    const typed = sim.service('typed', { get: <K extends 'a' | 'b'>(key: K) => Promise.resolve(key) });
    expectTypeOf(typed.get('a')).toEqualTypeOf<Promise<'a'>>();
    const knex = sim.service('knex', { raw: (sql: string) => sql.length });
    expectTypeOf(knex.raw).toEqualTypeOf<(sql: string) => Promise<number>>();
  });
});
