import { expect, test } from 'vitest';
import { simulate } from '../program/simulate.ts';
import { SharedMemory } from './shared-memory.ts';

test('load then store loses an update, load-or-store does not', async () => {
  let memory: SharedMemory | undefined;
  const run = await simulate((sim) => {
    const made = (memory = new SharedMemory(sim));
    for (const name of ['a', 'b']) {
      sim.task(name, async () => {
        const n = (await made.load<number>('n')) ?? 0;
        await made.store('n', n + 1);
        return made.loadOrStore('first', name);
      });
    }
  });
  expect(memory?.peek('n')).toBe(1);
  expect([run.tasks.get('a')?.value, run.tasks.get('b')?.value]).toEqual(['a', 'a']);
});

test('a lock lets one in; readers share, and a waiting writer keeps later readers out', async () => {
  const log: string[] = [];
  await simulate((sim) => {
    const memory = new SharedMemory(sim, { latencyMs: { readUnlock: [50, 50] } });
    const enter = (name: string, lock: 'lock' | 'readLock', unlock: 'unlock' | 'readUnlock'): void => {
      sim.task(name, async () => {
        await memory[lock]('l');
        log.push(name);
        await memory[unlock]('l');
      });
    };
    enter('r1', 'readLock', 'readUnlock');
    enter('r2', 'readLock', 'readUnlock');
    enter('w', 'lock', 'unlock');
    enter('r3', 'readLock', 'readUnlock');
  });
  expect(log).toEqual(['r1', 'r2', 'w', 'r3']);
});

test('taking a lock twice is a deadlock', async () => {
  const run = await simulate((sim) => {
    const memory = new SharedMemory(sim);
    sim.task('a', async () => {
      await memory.lock('l');
      await memory.lock('l');
    });
  });
  expect(run.ending).toBe('deadlock');
});
