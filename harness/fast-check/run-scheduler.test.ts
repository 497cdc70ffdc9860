import fc, { type Scheduler } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { active } from '../core/active-run.ts';
import type { Run } from '../core/run.ts';
import { simulate } from '../program/simulate.ts';
import { RunScheduler } from './run-scheduler.ts';

const wait = Promise.resolve();

/** What a test does with a scheduler, noting what happens as it goes. */
type Story = (s: Scheduler, note: (what: unknown) => void) => Promise<void>;

/** The same under fast-check's own scheduler. */
async function inFastCheck(story: Story): Promise<readonly unknown[]> {
  const notes: unknown[] = [];
  const [s] = fc.sample(fc.scheduler(), 1);
  if (s === undefined) throw new Error('fast-check made no scheduler.');
  await story(s, (what) => notes.push(what));
  return [...notes, s.report()];
}

async function inHeddle(story: Story): Promise<{ readonly notes: readonly unknown[]; readonly run: Run }> {
  const notes: unknown[] = [];
  let s: RunScheduler<unknown> | undefined;
  const run = await simulate((sim) => {
    sim.task('story', async () => {
      s = new RunScheduler(active.run as Run);
      await story(s, (what) => notes.push(what));
    });
  });
  return { notes: [...notes, s?.report()], run };
}

// In each of these there is one order only, so both schedulers must do the same.
const stories: Record<string, Story> = {
  'schedule hands out the value': async (s, note) => {
    const value = s.schedule(Promise.resolve(7), 'seven', { some: 'metadata' });
    note(s.count());
    await s.waitIdle();
    note([await value, s.count()]);
  },
  'schedule without a label': async (s) => {
    void s.schedule(Promise.resolve());
    await s.waitAll();
  },
  'schedule hands out the rejection': async (s, note) => {
    const failing = s.schedule(Promise.reject(new Error('no')), 'failing');
    failing.catch((error: Error) => note(error.message));
    await s.waitIdle();
  },
  'scheduleFunction calls at once and answers when released': async (s, note) => {
    const call = s.scheduleFunction(async function add(a: number, b: number) {
      note('called');
      return a + b;
    });
    const sum = call(1, 2);
    note('asked');
    note(await s.waitFor(sum));
  },
  'scheduleSequence builds one item when the one before is done': async (s, note) => {
    const sequence = s.scheduleSequence([
      { label: 'first', builder: async () => note('first') },
      async function second() {
        note('second');
      },
    ]);
    note([sequence.done, s.count()]);
    await s.waitNext(1);
    note([sequence.done, s.count()]);
    await s.waitNext(1);
    note([sequence.done, sequence.faulty, await sequence.task]);
  },
  'scheduleSequence stops at an item that fails': async (s, note) => {
    const sequence = s.scheduleSequence([
      { label: 'failing', builder: () => Promise.reject(new Error('no')) },
      { label: 'never', builder: async () => note('never') },
    ]);
    await s.waitAll();
    note([sequence.done, sequence.faulty, await sequence.task]);
  },
  'an empty sequence is done': async (s, note) => {
    const sequence = s.scheduleSequence([]);
    note([sequence.done, await sequence.task]);
  },
  'waitOne releases one': async (s, note) => {
    void s.schedule(wait, 'a').then(() => void s.schedule(wait, 'b'));
    await s.waitOne();
    note(s.count());
    await s.waitOne();
    note(s.count());
  },
  'waitOne throws where nothing is scheduled': async (s, note) => {
    try {
      await s.waitOne();
    } catch (error) {
      note((error as Error).message);
    }
  },
  'waitNext waits for what is yet to be scheduled': async (s, note) => {
    const both = s.waitNext(2).then(() => note('both'));
    note(s.count());
    void s
      .schedule(wait, 'a')
      .then(() => s.schedule(wait, 'b'))
      .then(() => s.schedule(wait, 'c'));
    await both;
    note(s.count());
  },
  'waitNext(0) releases nothing': async (s, note) => {
    void s.schedule(wait, 'a');
    await s.waitNext(0);
    note(s.count());
  },
  'waitFor releases no more than it has to': async (s, note) => {
    const first = s.schedule(Promise.resolve('a'), 'a');
    void first.then(() => s.schedule(wait, 'b'));
    note(await s.waitFor(first));
    note(s.count());
  },
  'waitFor hands out the rejection': async (s, note) => {
    const failing = s.schedule(wait, 'a').then(() => Promise.reject(new Error('no')));
    await s.waitFor(failing).catch((error: Error) => note(error.message));
  },
  'acts surround each other, the outer ones first': async (s, note) => {
    const surround = (name: string) => async (work: () => Promise<void>) => {
      note(`${name} begins`);
      await work();
      note(`${name} ends`);
    };
    void s.schedule(wait, 'a', undefined, surround('its own')).then(() => note('done'));
    await s.waitIdle(surround("the wait's"));
  },
};

describe('where there is one order only, it does what fast-check does', () => {
  test.each(Object.keys(stories))('%s', async (name) => {
    const story = stories[name] as Story;
    const { notes, run } = await inHeddle(story);
    expect(notes).toEqual(await inFastCheck(story));
    expect(run.findings).toEqual([]);
    expect(run.ending).toBe('quiescent');
  });
});

test('what nobody waits for is never released, and keeps no run going', async () => {
  const { notes, run } = await inHeddle(async (s, note) => {
    void s.schedule(wait, 'a').then(() => note('released'));
  });
  expect(notes).toEqual([[expect.objectContaining({ label: 'a', status: 'pending' })]]);
  expect(run.findings).toEqual([]);
});

test('waitIdle waits for chains of promises of any length', async () => {
  const deep = async (levels: number): Promise<void> => {
    for (let i = 0; i < levels; i++) await wait;
  };
  const { notes } = await inHeddle(async (s) => {
    void deep(200).then(() => s.schedule(wait, 'deep'));
    await s.waitIdle();
  });
  expect(notes).toEqual([[expect.objectContaining({ label: 'deep', status: 'resolved' })]]);
});

test('two who wait are served one after the other', async () => {
  const { notes } = await inHeddle(async (s, note) => {
    const [a, b] = [s.schedule(wait, 'a'), s.schedule(wait, 'b')];
    await Promise.all([s.waitFor(a).then(() => note('a')), s.waitFor(b).then(() => note('b'))]);
  });
  expect(notes.slice(0, 2)).toEqual(['a', 'b']);
});

test('a wait for what never comes is a deadlock, and is known at once', async () => {
  const { run } = await inHeddle(async (s) => {
    await s.waitFor(new Promise(() => {}));
  });
  expect(run.findings).toEqual([expect.objectContaining({ kind: 'deadlock' })]);
});

test('an act that fails rejects the wait', async () => {
  const { notes } = await inHeddle(async (s, note) => {
    void s.schedule(wait, 'a');
    await s.waitNext(1, () => Promise.reject(new Error('act'))).catch((error: Error) => note(error.message));
  });
  expect(notes[0]).toBe('act');
});

test('hundreds of tasks are kept back and released one by one', async () => {
  const order: number[] = [];
  const { run } = await inHeddle(async (s) => {
    for (let i = 0; i < 300; i++) void s.schedule(wait).then(() => order.push(i));
    while (s.count() > 0) {
      await s.waitOne();
      expect(order.length).toBe(300 - s.count());
    }
  });
  expect(order).toEqual(Array.from({ length: 300 }, (_, i) => i));
  expect(run.findings).toEqual([]);
});
