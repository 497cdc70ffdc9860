import { expect, test } from 'vitest';
import { Shared } from './blocking.fixture.ts';
import { actor, outcomesOf } from '../enumerate.fixture.ts';

/*
 * Programs of [sctbench] as asynchronous tasks, each access to what they share an
 * event of its own, with all their outcomes. `failed` is what the original asserts must not be.
 */

test('account: the check fails after both transfers only; without a lock money is lost', async () => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { balance: 1, transfers: 0 });
    let checked = '';
    const transfer = async (amount: number): Promise<void> => {
      await shared.lock('m');
      await shared.write('balance', (await shared.read('balance')) + amount);
      await shared.write('transfers', (await shared.read('transfers')) + 1);
      await shared.unlock('m');
    };
    actor(sim, 'deposit', () => transfer(2));
    actor(sim, 'withdraw', () => transfer(-4));
    actor(sim, 'check', async () => {
      await shared.lock('m');
      // As in the original, which expects 1 − 2 − 4.
      const asserts = (await shared.read('transfers')) === 2;
      checked = asserts && (await shared.read('balance')) !== -5 ? 'failed' : 'passed';
      await shared.unlock('m');
    });
    return () => `${checked} ${shared.peek('balance')}`;
  });
  expect(outcomes).toEqual(['failed -1', 'passed -1']);

  const unlocked = await outcomesOf((sim) => {
    const shared = new Shared(sim, { balance: 1 });
    const transfer = async (amount: number): Promise<void> => {
      await shared.write('balance', (await shared.read('balance')) + amount);
    };
    actor(sim, 'deposit', () => transfer(2));
    actor(sim, 'withdraw', () => transfer(-4));
    return () => String(shared.peek('balance'));
  });
  expect(unlocked).toEqual(['-1', '-3', '3']);
});

test('lazy01: the third thread sees 0, 1, 2 or 3, and fails at 3', async () => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { data: 0 });
    let seen = 0;
    const add = async (amount: number): Promise<void> => {
      await shared.lock('m');
      await shared.write('data', (await shared.read('data')) + amount);
      await shared.unlock('m');
    };
    actor(sim, 'one', () => add(1));
    actor(sim, 'two', () => add(2));
    actor(sim, 'check', async () => {
      await shared.lock('m');
      seen = await shared.read('data');
      await shared.unlock('m');
    });
    return () => `${seen >= 3 ? 'failed' : 'passed'} ${seen}`;
  });
  expect(outcomes).toEqual(['failed 3', 'passed 0', 'passed 1', 'passed 2']);
});

test('deadlock01: two locks in opposite orders end well or in a deadlock', async () => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { counter: 0 });
    const count = async (first: string, second: string): Promise<void> => {
      await shared.lock(first);
      await shared.lock(second);
      await shared.write('counter', (await shared.read('counter')) + 1);
      await shared.unlock(first);
      await shared.unlock(second);
    };
    actor(sim, 'forth', () => count('a', 'b'));
    actor(sim, 'back', () => count('b', 'a'));
    return () => String(shared.peek('counter'));
  });
  expect(outcomes).toEqual(['2', 'deadlock']);
});

test.each([3, 4, 5])('reorder_%i: the check sees each of the four pairs of values', async (threads) => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { a: 0, b: 0 });
    let seen = '';
    for (let i = 1; i < threads; i++) {
      actor(sim, `set${i}`, async () => {
        await shared.write('a', 1);
        await shared.write('b', -1);
      });
    }
    actor(sim, 'check', async () => {
      const a = await shared.read('a');
      const b = await shared.read('b');
      const passes = (a === 0 && b === 0) || (a === 1 && b === -1);
      seen = `${passes ? 'passed' : 'failed'} ${a} ${b}`;
    });
    return () => seen;
  });
  expect(outcomes).toEqual(['failed 0 -1', 'failed 1 0', 'passed 0 0', 'passed 1 -1']);
});

test('twostage: the reader returns early, passes, or fails between the two stages', async () => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { d1: 0, d2: 0 });
    let outcome = '';
    const locked = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      await shared.lock(name);
      const result = await work();
      await shared.unlock(name);
      return result;
    };
    actor(sim, 'writer', async () => {
      await locked('L1', () => shared.write('d1', 1));
      await locked('L2', async () => shared.write('d2', (await shared.read('d1')) + 1));
    });
    actor(sim, 'reader', async () => {
      const t1 = await locked('L1', () => shared.read('d1'));
      if (t1 === 0) {
        outcome = 'returned';
        return;
      }
      const t2 = await locked('L2', () => shared.read('d2'));
      outcome = t2 === t1 + 1 ? 'passed' : 'failed';
    });
    return () => outcome;
  });
  expect(outcomes).toEqual(['failed', 'passed', 'returned']);
});

test('wronglock: two locks for one variable do not protect it', async () => {
  const outcomes = await outcomesOf((sim) => {
    const shared = new Shared(sim, { v: 0 });
    let checked = '';
    actor(sim, 'checked', async () => {
      await shared.lock('A');
      const x = await shared.read('v');
      await shared.write('v', (await shared.read('v')) + 1);
      checked = (await shared.read('v')) === x + 1 ? 'passed' : 'failed';
      await shared.unlock('A');
    });
    actor(sim, 'other', async () => {
      await shared.lock('B');
      await shared.write('v', (await shared.read('v')) + 1);
      await shared.unlock('B');
    });
    return () => `${checked} ${shared.peek('v')}`;
  });
  expect(outcomes).toEqual(['failed 2', 'passed 1', 'passed 2']);
});
