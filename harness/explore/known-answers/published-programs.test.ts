import { expect, test } from 'vitest';
import { MVar, OneConditionBuffer, Shared } from './blocking.fixture.ts';
import { actor, anyTime, outcomesOf } from '../enumerate.fixture.ts';

/* Programs whose outcomes the authors of [dejafu] and [coyote] publish. */

test('dejafu: two locks taken in opposite orders give exactly a deadlock or 0', async () => {
  const outcomes = await outcomesOf((sim) => {
    const a = new MVar<null>(sim, 'a');
    const b = new MVar<null>(sim, 'b');
    const shared = new Shared(sim, { c: 0 });
    const change = async (first: MVar<null>, second: MVar<null>, by: number): Promise<void> => {
      await first.put(null);
      await second.put(null);
      await shared.write('c', (await shared.read('c')) + by);
      await second.take();
      await first.take();
    };
    actor(sim, 'up', () => change(a, b, 1));
    actor(sim, 'down', () => change(b, a, -1));
    return () => String(shared.peek('c'));
  });
  expect(outcomes).toEqual(['0', 'deadlock']);
});

test('dejafu: the auto-update cache gives exactly a deadlock, 0 or 1', async () => {
  const outcomes = await outcomesOf((sim) => {
    const needsRunning = new MVar<null>(sim, 'needsRunning');
    const lastValue = new MVar<number>(sim, 'lastValue');
    const access = sim.operation('access', anyTime);
    let current: number | undefined;
    let action = 0;
    let result = -1;
    void sim.spawn({ name: 'worker', daemon: true, cancel: () => {} }, async () => {
      for (;;) {
        await needsRunning.take();
        const value = await access.call('action', () => action++);
        await access.call('write', () => (current = value));
        await lastValue.tryTake();
        await lastValue.put(value);
        await access.call('delay', () => {});
        await access.call('clear', () => (current = undefined));
        await lastValue.take();
      }
    });
    const auto = async (): Promise<number> => {
      const value = await access.call('read', () => current);
      if (value !== undefined) return value;
      await needsRunning.tryPut(null);
      return lastValue.read();
    };
    actor(sim, 'caller', async () => {
      await auto();
      result = await auto();
    });
    return () => String(result);
  });
  expect(outcomes).toEqual(['0', '1', 'deadlock']);
});

test('dejafu: a logger that is stopped keeps all messages, or loses the last', async () => {
  const outcomes = await outcomesOf((sim) => {
    const commands = new MVar<string>(sim, 'commands');
    const messages = new MVar<string>(sim, 'messages', '');
    let logged = '';
    actor(sim, 'logger', async () => {
      for (let command = await commands.take(); command !== 'stop'; command = await commands.take()) {
        await messages.put((await messages.take()) + command);
      }
    });
    actor(sim, 'caller', async () => {
      for (const message of ['a', 'b', 'c']) await commands.put(message);
      await commands.put('stop');
      logged = await messages.read();
    });
    return () => logged;
  });
  expect(outcomes).toEqual(['ab', 'abc']);
});

test('Coyote: two account creations that ask first and create then make one row or two', async () => {
  const outcomes = await outcomesOf((sim) => {
    const database = sim.operation('database', anyTime);
    const rows: string[] = [];
    for (const caller of ['caller1', 'caller2']) {
      actor(sim, caller, async () => {
        const exists = await database.call('exists', () => rows.includes('account'));
        if (!exists) await database.call('create', () => rows.push('account'));
      });
    }
    return () => `${rows.length}`;
  });
  expect(outcomes).toEqual(['1', '2']);
});

test('Coyote: three appends give exactly 123, 132 and 312', async () => {
  const outcomes = await outcomesOf((sim) => {
    const append = sim.operation('append', anyTime);
    const list: number[] = [];
    actor(sim, 'a', async () => {
      await append.call(1, () => list.push(1));
      await append.call(2, () => list.push(2));
    });
    actor(sim, 'b', () => append.call(3, () => list.push(3)));
    return () => list.join('');
  });
  expect(outcomes).toEqual(['123', '132', '312']);
});

test.each([
  { readers: 1, writers: 1, outcomes: ['done'] },
  { readers: 2, writers: 1, outcomes: ['deadlock', 'done'] },
  { readers: 2, writers: 2, outcomes: ['deadlock', 'done'] },
])(
  'a buffer with one condition variable, $readers readers and $writers writers: $outcomes',
  async ({ readers, writers, outcomes }) => {
    const items = 2;
    const seen = await outcomesOf((sim) => {
      const buffer = new OneConditionBuffer(sim);
      for (let r = 0; r < readers; r++) {
        actor(sim, `reader${r}`, async () => {
          for (let n = 0; n < items / readers; n++) await buffer.take();
        });
      }
      for (let w = 0; w < writers; w++) {
        actor(sim, `writer${w}`, async () => {
          for (let n = 0; n < items / writers; n++) await buffer.put();
        });
      }
      return () => 'done';
    });
    expect(seen).toEqual(outcomes);
  },
);
