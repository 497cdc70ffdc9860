import { expect, test } from 'vitest';
import { anyTime, enumerate, outcomesOf, programOf } from '../explore/enumerate.fixture.ts';
import { explore } from '../explore/explore.ts';
import { held, scenario, violated } from '../index.ts';
import { replayAll } from '../schedule/replay-all.fixture.ts';
import type { ChannelOptions } from './channel.ts';
import type { OperationOptions } from './operation.ts';
import type { Sim } from './sim.ts';

/** `count` calls at once; what is called back with each arrival at the server and at the caller. */
function calls(
  sim: Sim,
  count: number,
  options: ChannelOptions & OperationOptions,
  log: (arrival: string) => void,
): void {
  const channel = sim.channel('redis', options);
  const get = sim.operation('get', { ...anyTime, effect: 'split', ...options, channel });
  for (let i = 1; i <= count; i++)
    void get
      .call(i, () => log(`s${i}`))
      .then(
        () => log(`c${i}`),
        () => log(`x${i}`),
      );
}

async function ordersOf(count: number, options: ChannelOptions & OperationOptions = {}): Promise<string[]> {
  return outcomesOf((sim) => {
    const arrivals: string[] = [];
    calls(sim, count, options, (arrival) => arrivals.push(arrival));
    return () => arrivals.join(' ');
  });
}

test.each([
  [1, 1],
  [2, 2],
  [3, 5],
  [4, 14],
  [5, 42],
])('%i pipelined calls have as many orders as the Catalan number says: %i', async (count, orders) => {
  const found = await ordersOf(count);
  expect(found).toHaveLength(orders);
  const inOrder = Array.from({ length: count }, (_, i) => i + 1);
  for (const order of found) {
    const arrivals = order.split(' ');
    for (const end of ['s', 'c'])
      expect(arrivals.filter((arrival) => arrival.startsWith(end)).join('')).toBe(
        inOrder.map((i) => `${end}${i}`).join(''),
      );
  }
});

test('without pipelining a request leaves when the one before was answered', async () => {
  expect(await ordersOf(3, { pipelining: false })).toEqual(['s1 c1 s2 c2 s3 c3']);
});

test('what is answered where it arrives comes in turn, or in one chunk with the next', async () => {
  expect(await ordersOf(2, { effect: 'delivery' })).toEqual(['s1 c1 s2 c2', 's1 s2 c1 c2']);
});

test('what is answered where it arrives waits for the replies to what was sent before', async () => {
  const orders = await outcomesOf((sim) => {
    const log: string[] = [];
    const channel = sim.channel('redis', { latencyMs: [0, Infinity] });
    const get = sim.operation('get', { effect: 'split', channel });
    const set = sim.operation('set', { channel });
    void get.call(1, () => log.push('s1')).then(() => log.push('c1'));
    void set.call(2, () => log.push('s2')).then(() => log.push('c2'));
    return () => log.join(' ');
  });
  expect(orders).toEqual(['s1 c1 s2 c2']);
});

test('in any order requests and replies overtake one another, as without a channel', async () => {
  // Two calls of two events each, the first of each first: C(4, 2).
  expect(await ordersOf(2, { order: 'any' })).toHaveLength(6);
});

test('a reply waits for that to the request before, however long the server takes for it', async () => {
  const orders = await outcomesOf((sim) => {
    const log: string[] = [];
    const get = sim.operation('get', { ...anyTime, effect: 'split', channel: sim.channel('redis') });
    const slow = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      log.push('served');
    };
    void get.call('slow', slow).then(() => log.push('slow'));
    void get.call('fast', () => {}).then(() => log.push('fast'));
    return () => log.join(' ');
  });
  expect(orders).toEqual(['served slow fast']);
});

test('latency is from call to answer, behind others at most as long as the longest of them', async () => {
  const settledAt = new Set<string>();
  await enumerate(
    programOf((sim) => {
      const channel = sim.channel('redis', { latencyMs: [2, 8] });
      const at: number[] = [];
      const slow = sim.operation('slow', { effect: 'split', latencyMs: [20, 20], channel });
      const fast = sim.operation('fast', { effect: 'split', channel });
      void slow.call(undefined, () => {}).then(() => at.push(sim.nowMs));
      void fast.call(undefined, () => {}).then(() => at.push(sim.nowMs));
      return () => void settledAt.add(at.join(' '));
    }),
    () => {},
  );
  expect([...settledAt]).toEqual(['20 20']);
});

test('two messages in one chunk come with no turn of promises in between', async () => {
  const logs = await outcomesOf((sim) => {
    const log: string[] = [];
    const get = sim.operation('get', { ...anyTime, effect: 'split', channel: sim.channel('redis') });
    for (const key of ['a', 'b'])
      get.callback(
        key,
        () => {},
        () => {
          log.push(key);
          queueMicrotask(() => log.push(`${key} done`));
        },
      );
    return () => log.join(', ');
  });
  expect(logs).toEqual(['a, a done, b, b done', 'a, b, a done, b done']);
});

test('every run over a channel replays exactly, chunks, ends and faults included', async () => {
  for (const end of [undefined, 'close', 'break'] as const) {
    const result = await replayAll(
      (sim) => {
        const channel = sim.channel('redis');
        const get = sim.operation('get', { ...anyTime, effect: 'split', channel });
        const ping = sim.operation('ping', anyTime);
        sim.task('a', async () => {
          await Promise.allSettled([get.call('a', () => 1), get.call('b', () => 2)]);
          await ping.call(undefined, () => {});
        });
        if (end !== undefined) sim.task('end', () => channel[end](new Error(end)));
      },
      { operations: { get: ['stall', 'lost-reply', 'break'] } },
    );
    expect(result.together).toBeGreaterThan(5);
    expect(result.different).toEqual([]);
  }
});

/** Two writes at once, then a read of what was written last, as pipelining clients do it. */
const system = { id: 'channel', variants: { without: undefined, with: 'fifo' as const } };

test('a false alarm that is easily built without a channel is gone with one', async () => {
  const story = scenario('the last write wins', system, {
    invariants: ['last-write-wins'],
    expect: { without: { 'last-write-wins': 'violated' } },
    run(sim, order) {
      const stored = new Map<string, number>();
      const channel = order && sim.channel('redis', { order });
      const redis = sim.service('redis', stored, channel === undefined ? {} : { channel });
      sim.task('client', async () => {
        await Promise.all([redis.set('n', 1), redis.set('n', 2)]);
      });
      return () => [
        stored.get('n') === 2
          ? held('last-write-wins')
          : violated('last-write-wins', 'wrong-result', `n is ${stored.get('n')}, 2 was written last`),
      ];
    },
  });
  const verdictOf = async (variant: string): Promise<string> =>
    (await explore('channel/last-write', story, variant, { seed: 1, runs: 300, shrink: false })).verdict;
  expect([await verdictOf('without'), await verdictOf('with')]).toEqual(['violated', 'exhausted']);
});

test.each(['close', 'break'] as const)(
  'a %s rejects who waits, and requests on their way arrive or not, the first ones first',
  async (end) => {
    const outcomes = await outcomesOf((sim) => {
      const log: string[] = [];
      const channel = sim.channel('redis', { latencyMs: [0, Infinity] });
      const get = sim.operation('get', { effect: 'split', channel });
      for (let i = 1; i <= 2; i++)
        void get
          .call(i, () => log.push(`s${i}`))
          .then(
            () => log.push(`c${i}`),
            (error: Error) => log.push(`${error.name} ${i}`),
          );
      sim.task('end', () => channel[end]());
      return () => log.join(', ');
    });
    const name = end === 'close' ? 'ChannelClosed' : 'ChannelBroken';
    const [x1, x2] = [`${name} 1`, `${name} 2`];
    expect(outcomes).toEqual(
      [
        `${x1}, ${x2}`,
        `${x1}, ${x2}, s1`,
        `${x1}, ${x2}, s1, s2`,
        `s1, ${x1}, ${x2}`,
        `s1, ${x1}, ${x2}, s2`,
        `s1, s2, ${x1}, ${x2}`,
        `s1, c1, ${x2}`,
        `s1, c1, ${x2}, s2`,
        `s1, c1, s2, ${x2}`,
        `s1, s2, c1, ${x2}`,
        `s1, c1, s2, c2`,
        `s1, s2, c1, c2`,
      ].sort(),
    );
  },
);

test('a closed channel takes no call; opened again, what lingers on the old connection may come later', async () => {
  const outcomes = await outcomesOf((sim) => {
    const log: string[] = [];
    const channel = sim.channel('redis', { latencyMs: [0, Infinity] });
    const set = sim.operation('set', { effect: 'split', channel });
    sim.task('a', async () => {
      const old = set.call('old', () => log.push('old'));
      channel.close();
      const refused = await set.call('refused', () => log.push('never')).catch((error: Error) => error.name);
      channel.open();
      await old.catch(() => {});
      await set.call('new', () => log.push('new'));
      log.push(String(refused));
    });
    return () => log.join(', ');
  });
  expect(outcomes).toEqual(
    [
      'new, ChannelClosed',
      'new, ChannelClosed, old',
      'new, old, ChannelClosed',
      'old, new, ChannelClosed',
    ].sort(),
  );
});

test('the fault `break` ends the channel at a message: behind it nothing is answered', async () => {
  const outcomes = new Set<string>();
  let log: string[] = [];
  const program = programOf(
    (sim) => {
      log = [];
      calls(sim, 2, {}, (arrival) => log.push(arrival));
      return () => void outcomes.add(log.join(' '));
    },
    { faults: { operations: { get: ['break'] } } },
  );
  await enumerate(program, () => {});
  for (const outcome of outcomes) {
    const [first] = outcome.split(' ').filter((arrival) => arrival.startsWith('x'));
    if (first !== undefined) expect(outcome).not.toMatch(new RegExp(`${first}.* c`));
  }
  expect(outcomes).toContain('s1 x1 x2');
  expect(outcomes).toContain('s1 c1 s2 x2');
});

test('a message that stalls keeps those behind it from arriving', async () => {
  let log: string[] = [];
  const outcomes = new Set<string>();
  const program = programOf(
    (sim) => {
      log = [];
      calls(sim, 2, {}, (arrival) => log.push(arrival));
      return () => void outcomes.add(log.join(' '));
    },
    { faults: { operations: { get: ['stall'] } } },
  );
  await enumerate(program, () => {});
  expect([...outcomes].sort()).toEqual(
    ['', 's1 c1', 's1 c1 s2', 's1 c1 s2 c2', 's1 s2', 's1 s2 c1', 's1 s2 c1 c2'].sort(),
  );
});

test('a call that is aborted lets those behind it pass', async () => {
  const outcomes = await outcomesOf((sim) => {
    const log: string[] = [];
    const controller = new AbortController();
    const channel = sim.channel('redis', { latencyMs: [0, Infinity] });
    const get = sim.operation('get', { effect: 'split', channel, onAbort: 'abort' });
    void get.call(1, () => log.push('s1'), { signal: controller.signal }).catch(() => {});
    void get.call(2, () => log.push('s2')).then(() => log.push('c2'));
    controller.abort();
    return () => log.join(' ');
  });
  expect(outcomes).toEqual(['s2 c2']);
});

test('what takes effect when it is issued goes over no channel', async () => {
  const run = outcomesOf((sim) => {
    sim.operation('send', { effect: 'issue', channel: sim.channel('redis') });
    return () => '';
  });
  await expect(run).rejects.toThrow(/'send' takes effect when it is issued/);
});
