import { readFile } from 'node:fs/promises';
import fc, { type Scheduler } from 'fast-check';
import { describe, expect, test } from 'vitest';
import ours, { scheduler } from './index.ts';

const wait = Promise.resolve();
const plain = (s: unknown): string => (s as { toString(): string }).toString();

/** Adds one to what it reads, `times` times at once: an update is lost where one reads before the other has written. */
async function count(s: Scheduler, times: number): Promise<number> {
  let value = 0;
  const read = async (): Promise<number> => s.schedule(wait, 'read').then(() => value);
  const write = async (next: number): Promise<void> =>
    s.schedule(wait, 'write').then(() => {
      value = next;
    });
  const one = async (): Promise<void> => write((await read()) + 1);
  await s.waitFor(Promise.all(Array.from({ length: times }, one)));
  return value;
}

/** Fails where the first task is the last to be released. */
async function isOvertakenByAll(s: Scheduler, others: number): Promise<boolean> {
  const order: number[] = [];
  for (let i = 0; i <= others; i++) void s.schedule(wait, `${i}`).then(() => order.push(i));
  await s.waitIdle();
  return order.at(-1) === 0 && order.length > 1;
}

describe('a property with a scheduler', () => {
  test('holds where no schedule breaks it', async () => {
    let runs = 0;
    const property = fc.asyncProperty(scheduler(), fc.nat(3), async (s, n) => {
      runs += 1;
      const all = Array.from({ length: n }, (_, i) => s.schedule(Promise.resolve(i)));
      expect(await s.waitFor(Promise.all(all))).toEqual([...all.keys()]);
    });
    const details = await fc.check(property, { numRuns: 20 });
    expect(details).toMatchObject({ failed: false, numRuns: 20 });
    expect(runs).toBe(200);
  });

  test('fails with the smallest values, and the smallest schedule in words', async () => {
    const property = fc.asyncProperty(fc.nat(9), scheduler(), async (others, s) => {
      expect(await isOvertakenByAll(s, others)).toBe(false);
    });
    const details = await fc.check(property, { seed: 1 });
    expect(details.counterexample?.[0]).toBe(1);
    const shown = fc.stringify(details.counterexample?.[1]);
    // Its string is what fast-check's scheduler would give.
    expect(shown.endsWith(plain(details.counterexample?.[1]).replace('schedulerFor()`\n', ''))).toBe(true);
    expect(shown).toContain("everything was prompt, except: 'property: 0#1' was held until 'property: 1#1'");
    expect(shown).toContain('-> [task${2}] promise::1 resolved\n-> [task${1}] promise::0 resolved');
    expect(details.errorInstance).toBeInstanceOf(Error);
  });

  test('says so where even the prompt schedule fails', async () => {
    const property = fc.asyncProperty(scheduler(), fc.integer({ min: 1, max: 5 }), async (s, times) => {
      expect(await count(s, times)).toBe(times);
    });
    const details = await fc.check(property, { seed: 1 });
    expect(details.counterexample?.[1]).toBe(2);
    expect(fc.stringify(details.counterexample?.[0])).toContain('everything was prompt\n');
  });

  test('fails again, and in the same way, under its seed and path', async () => {
    const property = fc.asyncProperty(scheduler(), fc.nat(6), async (s, others) => {
      expect(await isOvertakenByAll(s, others + 1)).toBe(false);
    });
    for (let seed = 1; seed <= 5; seed++) {
      const first = await fc.check(property, { seed });
      const again = await fc.check(property, {
        seed,
        path: first.counterexamplePath ?? '',
        endOnFailure: true,
      });
      expect(again.failed).toBe(true);
      expect(again.counterexample?.map(String)).toEqual(first.counterexample?.map(String));
    }
  });

  test('shows a counterexample that the scheduler of fast-check follows', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      expect(await isOvertakenByAll(s, 3)).toBe(false);
    });
    const details = await fc.check(property, { seed: 1 });
    const order = [...fc.stringify(details.counterexample?.[0]).matchAll(/task\$\{(\d+)\}/g)].map(([, id]) =>
      Number(id),
    );
    expect(await isOvertakenByAll(fc.schedulerFor(order), 3)).toBe(true);
  });

  test('finds a reply that outlives many others', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      expect(await isOvertakenByAll(s, 12)).toBe(false);
    });
    expect(await fc.check(property, { seed: 1 })).toMatchObject({ failed: true });
  });

  test('fails by a deadlock instead of hanging', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      await s.waitFor(new Promise(() => {}));
    });
    await expect(fc.assert(property)).rejects.toMatchObject({
      cause: { message: expect.stringMatching(/^`property`.* cannot go on/) as string },
    });
  });

  test('fails where no run comes to its end', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      for (;;) await s.waitFor(s.schedule(wait));
    });
    const { errorInstance } = await fc.check(property, { numRuns: 1 });
    expect(String(errorInstance)).toContain('No run of the property came to its end');
  });

  test('holds where only the prompt order is too long', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      let stored = 0;
      const store = s.scheduleFunction(async (next: number, last: number) => {
        if (stored !== last) return false;
        stored = next;
        return true;
      });
      const add = async (): Promise<void> => {
        for (;;) {
          const last = await s.schedule(Promise.resolve(stored));
          if (await store(last + 1, last)) return;
        }
      };
      for (let i = 0; i < 150; i++) void s.schedule(wait).then(add);
      await s.waitIdle();
      expect(stored).toBe(150);
    });
    await fc.assert(property, { seed: 1, numRuns: 1 });
  });

  test('has virtual time', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      const startedMs = Date.now();
      await s.waitFor(new Promise((resolve) => setTimeout(resolve, 60_000)));
      // Timers may be a little late, as in Node.
      expect(Date.now() - startedMs).toBeGreaterThanOrEqual(60_000);
    });
    const startedMs = performance.now();
    await fc.assert(property, { numRuns: 3 });
    expect(performance.now() - startedMs).toBeLessThan(60_000);
  });

  test('lets a rejection find its handler after the wait', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      const failing = s.schedule(Promise.reject(new Error('no')), 'failing').then(() => 1);
      await s.waitIdle();
      await expect(failing).rejects.toThrow('no');
    });
    await fc.assert(property, { numRuns: 3 });
  });

  test('fails where a rejection never finds one', async () => {
    const property = fc.asyncProperty(scheduler(), async (s) => {
      void s.schedule(Promise.reject(new Error('lost')), 'failing');
      await s.waitIdle();
    });
    const { errorInstance } = await fc.check(property, { numRuns: 3 });
    expect(String(errorInstance)).toContain('lost');
  });

  test('says what real thing it made', async () => {
    const property = fc.asyncProperty(scheduler(), async () => {
      await readFile(import.meta.filename);
    });
    const { errorInstance } = await fc.check(property, { numRuns: 1 });
    expect(String(errorInstance)).toMatch(/FSREQPROMISE|FILEHANDLE/);
  });

  test('keeps hooks, preconditions, limits and values with state', async () => {
    const seen = { before: 0, runs: 0, after: 0 };
    const property = fc
      .asyncProperty(fc.context(), scheduler(), fc.nat(), async (context, s, n) => {
        seen.runs += 1;
        context.log('once');
        expect(context.size()).toBe(1);
        await s.waitFor(s.schedule(wait));
        fc.pre(n % 2 === 0);
      })
      .beforeEach(() => void (seen.before += 1))
      .afterEach(() => void (seen.after += 1));
    const details = await fc.check(property, {
      seed: 1,
      numRuns: 5,
      timeout: 1_000,
      interruptAfterTimeLimit: 60_000,
    });
    expect(details).toMatchObject({ failed: false, numRuns: 5 });
    expect(details.numSkips).toBeGreaterThan(0);
    expect(seen.runs).toBeGreaterThanOrEqual(10 * (details.numRuns + details.numSkips));
    expect(seen).toMatchObject({ before: seen.runs, after: seen.runs });
  });

  test('may have several schedulers, anywhere in its values', async () => {
    const property = fc.asyncProperty(
      scheduler(),
      fc.record({ inner: scheduler() }),
      async (a, { inner }) => {
        const order: string[] = [];
        const [first, second] = [a.schedule(wait, 'a'), inner.schedule(wait, 'b')];
        void first.then(() => order.push('a'));
        void second.then(() => order.push('b'));
        await Promise.all([a.waitFor(first), inner.waitFor(second)]);
        expect(order).toEqual(['a', 'b']);
      },
    );
    const { counterexample } = await fc.check(property, { seed: 1 });
    expect(fc.stringify(counterexample)).toContain("'property: a#1' was held until 'property: b#1'");
  });

  test('surrounds releases as its options say', async () => {
    const notes: string[] = [];
    const act = async (work: () => Promise<void>): Promise<void> => {
      notes.push('begins');
      await work();
      notes.push('ends');
    };
    const property = fc.asyncProperty(scheduler({ act, schedules: 1 }), async (s) => {
      await s.waitFor(s.schedule(wait).then(() => void notes.push('released')));
    });
    await fc.assert(property, { numRuns: 1 });
    expect(notes).toEqual(['begins', 'released', 'ends']);
  });

  test('works with the models of fast-check', async () => {
    class Add implements fc.AsyncCommand<{ count: number }, { value: number }, true> {
      check = (): Promise<boolean> => Promise.resolve(true);
      run = async (model: { count: number }, real: { value: number }): Promise<void> => {
        model.count += 1;
        real.value += 1;
        expect(real.value).toBe(model.count);
      };
      toString = (): string => 'add';
    }
    const property = fc.asyncProperty(
      scheduler(),
      fc.commands([fc.constant(new Add())]),
      async (s, commands) => {
        await fc.scheduledModelRun(s, () => ({ model: { count: 0 }, real: { value: 0 } }), commands);
      },
    );
    await fc.assert(property, { numRuns: 10 });
  });
});

test('outside of a property it says where it works', () => {
  const [s] = fc.sample(scheduler(), 1);
  expect(() => s?.schedule(wait)).toThrow('was used outside of a property that heddle runs');
});

test('the default export is fast-check with this scheduler', () => {
  expect(ours.scheduler).toBe(scheduler);
  expect(ours.asyncProperty).toBe(fc.asyncProperty);
});
