import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../schedule/exceptions.ts';
import { findDataCause } from './find-data-cause.ts';
import type { FindingFacts } from './finding-facts.ts';
import { madeRun, type MadeStep } from './made-run.fixture.ts';

const facts = (schedule: Schedule = [], rest: Partial<FindingFacts> = {}): FindingFacts => ({
  kind: 'wrong-value',
  message: 'something is wrong',
  step: 10,
  schedule,
  ...(schedule[0] !== undefined && { difference: schedule[0] }),
  ...rest,
});
const hold = (event: string, until: string): Schedule => [{ type: 'hold', event, until }];
const sentenceOf = (
  failing: readonly MadeStep[],
  passing: readonly MadeStep[] | undefined,
  known: FindingFacts,
): string | undefined => findDataCause(madeRun(...failing), passing && madeRun(...passing), known)?.sentence;

describe('order', () => {
  const early = (value: string): MadeStep => ({
    event: 'caller1: start#1',
    does: [`read ShieldedClient.marked @systems/cache/shielded.ts:10 = ${value}`],
  });
  const write: MadeStep = {
    event: 'early2: send#1',
    does: ['write ShieldedClient.marked @systems/cache/signing-client.ts:70 = true'],
  };

  it('tells the reading that comes before a writing, and after it where the run passes', () => {
    const cause = findDataCause(
      madeRun(early('false'), write),
      madeRun(write, early('true')),
      facts(hold('early2: send#1', 'caller1: start#1')),
    );
    expect(cause?.sentence).toBe(
      'caller1 read ShieldedClient.marked (shielded.ts:10) before early2 wrote it (signing-client.ts:70); in the nearest passing run it is the other way round',
    );
    expect(cause).toMatchObject({
      pattern: 'order',
      location: 'ShieldedClient.marked',
      accesses: [
        { step: 0, task: 'caller1', kind: 'read', place: 'systems/cache/shielded.ts:10', value: 'false' },
        {
          step: 1,
          task: 'early2',
          kind: 'write',
          place: 'systems/cache/signing-client.ts:70',
          value: 'true',
        },
      ],
    });
  });

  it('is silent where the order is the same in the run that passes', () => {
    expect(sentenceOf([early('false'), write], [early('false'), write], facts())).toBeUndefined();
  });

  it('is silent where the reading sees the same in both runs, and leads to the same', () => {
    expect(sentenceOf([early('true'), write], [write, early('true')], facts())).toBeUndefined();
  });

  it('is silent about what one task does by itself', () => {
    const own = { ...write, event: 'caller1: send#1' };
    expect(sentenceOf([early('false'), own], [own, early('true')], facts())).toBeUndefined();
  });

  it('is silent about promises, and what the engine keeps', () => {
    const read = (sort: string): MadeStep => ({
      event: 'a: x#1',
      does: [`read p:${sort} @systems/a.ts:1 = 1`],
    });
    const other = (sort: string): MadeStep => ({
      event: 'b: y#1',
      does: [`write p:${sort} @systems/a.ts:2 = 2`],
    });
    for (const sort of ['promise', 'engine']) {
      const again = { event: 'a: x#1', does: [`read p:${sort} @systems/a.ts:1 = 2`] };
      expect(sentenceOf([read(sort), other(sort)], [other(sort), again], facts())).toBeUndefined();
    }
  });

  it('tells which of two writings comes last, where that makes a difference', () => {
    const put = (task: string, value: string): MadeStep => ({
      event: `${task}: body#1`,
      does: [`write entry a of Cache.#entries:entry @src/cache.ts:9 = ${value}`],
    });
    expect(sentenceOf([put('new', '2'), put('old', '1')], [put('old', '1'), put('new', '2')], facts())).toBe(
      'new wrote entry a of Cache.#entries (cache.ts:9) before old wrote it (cache.ts:9); in the nearest passing run it is the other way round',
    );
    expect(
      sentenceOf([put('new', '1'), put('old', '1')], [put('old', '1'), put('new', '1')], facts()),
    ).toBeUndefined();
  });
});

describe('atomicity', () => {
  const look: MadeStep = { event: 'a: start#1', does: ['read Count.value @src/count.ts:3 = 0'] };
  const bump: MadeStep = {
    event: 'b: save#1',
    does: ['read Count.value @src/count.ts:3 = 0', 'write Count.value @src/count.ts:5 = 1'],
  };
  const save: MadeStep = { event: 'a: save#1', does: ['write Count.value @src/count.ts:5 = 1'] };

  it('tells a foreign writing between a reading and what was made of it', () => {
    expect(sentenceOf([look, bump, save], [look, save, bump], facts(hold('a: save#1', 'b: save#1')))).toBe(
      "`b: save#1` wrote Count.value (count.ts:5) between a's read (count.ts:3) and its write (count.ts:5)",
    );
  });

  it('needs no passing run', () => {
    expect(sentenceOf([look, bump, save], undefined, facts())).toContain(
      'between a’s read'.replace('’', "'"),
    );
  });

  it('is silent where the task looks again before it writes', () => {
    const again: MadeStep = {
      event: 'a: save#1',
      does: ['read Count.value @src/count.ts:4 = 1', ...(save.does ?? [])],
    };
    expect(sentenceOf([look, bump, again], undefined, facts())).toBeUndefined();
  });

  it('is silent where it happens in the run that passes, too', () => {
    expect(sentenceOf([look, bump, save], [look, bump, save], facts())).toBeUndefined();
  });

  it('is silent where nobody else writes in between', () => {
    const read: MadeStep = { event: 'b: save#1', does: ['read Count.value @src/count.ts:3 = 0'] };
    expect(sentenceOf([look, read, save], undefined, facts())).toBeUndefined();
  });
});

describe('check-then-act and stale readings', () => {
  const check = (value: string): MadeStep => ({
    event: 'put: start#1',
    does: [`read Pool.free @src/pool.ts:4 = ${value}`],
  });
  const take: MadeStep = { event: 'other: open#1', does: ['write Pool.free @src/pool.ts:9 = 0'] };
  const act: MadeStep = { event: 'put: open#1', does: ['write Pool.used @src/pool.ts:7 = 2'] };
  const stale: MadeStep = { event: 'put: open#1', does: ['read Pool.limit @src/pool.ts:7 = 2'] };

  it('names a check whose task acts after it has become untrue', () => {
    const cause = findDataCause(madeRun(check('1'), take, act), madeRun(take, check('0')), facts());
    expect(cause).toMatchObject({ pattern: 'check-then-act', location: 'Pool.free' });
  });

  it('names a reading whose task goes on with it', () => {
    const cause = findDataCause(madeRun(check('1'), take, stale), madeRun(take, check('0')), facts());
    expect(cause).toMatchObject({ pattern: 'stale-read', location: 'Pool.free' });
  });
});

describe('lost wake-up', () => {
  const wake: MadeStep = { event: 'setter: go#1', does: ['write Gate.open @src/gate.ts:5 = true'] };
  const wait = (value: string): MadeStep => ({
    event: 'waiter: start#1',
    does: [`read Gate.open @src/gate.ts:9 = ${value}`],
  });
  const on: MadeStep = { event: 'waiter: next#1', does: ['read Gate.name @src/gate.ts:12'] };

  it('tells what woke nobody, where a task waits in vain', () => {
    const cause = findDataCause(
      madeRun(wake, wait('true')),
      madeRun(wait('false'), wake, on),
      facts([], { kind: 'deadlock' }),
    );
    expect(cause?.pattern).toBe('lost-wake-up');
    expect(cause?.sentence).toContain(
      'setter wrote Gate.open (gate.ts:5) before waiter waited for it (gate.ts:9)',
    );
  });

  it('is an order where the task goes on', () => {
    const cause = findDataCause(
      madeRun(wake, wait('true'), on),
      madeRun(wait('false'), wake, on),
      facts([], { kind: 'deadlock' }),
    );
    expect(cause?.pattern).toBe('order');
  });
});

describe('use after close', () => {
  it('tells what was closed before it was used', () => {
    const close: MadeStep = { event: 'main: close#1', does: ['write Pool.closed @src/pool.ts:20 = true'] };
    const use = (value: string): MadeStep => ({
      event: 'user: query#1',
      does: [`read Pool.closed @src/pool.ts:30 = ${value}`],
    });
    const cause = findDataCause(madeRun(close, use('true')), madeRun(use('false'), close), facts());
    expect(cause?.pattern).toBe('use-after-close');
  });
});

describe('cancelled between', () => {
  const take: MadeStep = { event: 'flush: tick#1', does: ['write BatchWriter.#buffer @src/p1.ts:40 = []'] };
  const keep: MadeStep = {
    event: 'flush: insert#1',
    does: ['write BatchWriter.#inflight @src/p1.ts:52 = [1]'],
  };
  const cancelled: MadeStep = {
    event: 'flush: cancelled#1',
    does: ['write Mutex.#locked @src/mutex.ts:3 = false'],
  };
  const cancel: Schedule = [{ type: 'cancel', task: 'flush', after: 'flush: tick#1' }];

  it('tells the writing that a cancelled task had made, and the one that never came', () => {
    const cause = findDataCause(madeRun(take, cancelled), madeRun(take, keep), facts(cancel));
    expect(cause?.sentence).toBe(
      'flush was cancelled between its write of BatchWriter.#buffer (p1.ts:40) and its write of BatchWriter.#inflight (p1.ts:52)',
    );
    expect(cause?.pattern).toBe('cancelled-between');
  });

  it('tells of a crash whose task it tore apart', () => {
    const crash: Schedule = [{ type: 'crash', after: 'flush: tick#1' }];
    expect(sentenceOf([take], [take, keep], facts(crash))).toBe(
      "the process crashed between flush's write of BatchWriter.#buffer (p1.ts:40) and its write of BatchWriter.#inflight (p1.ts:52)",
    );
  });

  it('is silent where all writings of the task come all the same', () => {
    expect(sentenceOf([take, cancelled, keep], [take, keep], facts(cancel))).toBeUndefined();
  });

  it('is silent where the task had written nothing', () => {
    expect(
      sentenceOf([{ event: 'flush: tick#1' }], [{ event: 'flush: tick#1' }, keep], facts(cancel)),
    ).toBeUndefined();
  });

  it('does not tell what other tasks leave undone', () => {
    const other = { ...keep, event: 'other: insert#1' };
    expect(sentenceOf([take, cancelled], [take, other], facts(cancel))).toBeUndefined();
  });
});

it('prefers the author’s own state to what guards it', () => {
  const read = (lock: string, count: string): MadeStep => ({
    event: 'a: x#1',
    does: [
      `read Mutex.#locked @systems/primitives/mutex.ts:25 = ${lock}`,
      `read Count.value @systems/count.ts:3 = ${count}`,
    ],
  });
  const write: MadeStep = {
    event: 'b: y#1',
    does: [
      'write Mutex.#locked @systems/primitives/mutex.ts:26 = true',
      'write Count.value @systems/count.ts:5 = 1',
    ],
  };
  const cause = findDataCause(madeRun(read('false', '0'), write), madeRun(write, read('true', '1')), facts());
  expect(cause?.location).toBe('Count.value');
});

it('gives whole paths where two files have one name', () => {
  const read = (value: string): MadeStep => ({
    event: 'a: x#1',
    does: [`read C.v @src/a/index.ts:3 = ${value}`],
  });
  const write: MadeStep = { event: 'b: y#1', does: ['write C.v @src/b/index.ts:5 = 1'] };
  expect(sentenceOf([read('0'), write], [write, read('1')], facts())).toContain(
    'a read C.v (src/a/index.ts:3) before b wrote it (src/b/index.ts:5)',
  );
});

it('says nothing of what stands after the damage', () => {
  const read = (value: string): MadeStep => ({ event: 'a: x#1', does: [`read C.v @src/a.ts:3 = ${value}`] });
  const write: MadeStep = { event: 'b: y#1', does: ['write C.v @src/a.ts:5 = 1'] };
  const first = { event: 'main: start#1' };
  expect(
    sentenceOf([first, read('0'), write], [first, write, read('1')], facts([], { step: 0 })),
  ).toBeUndefined();
});

it('takes what a task does once it has a lock for the same, whoever gave that back in either run', () => {
  const look = (value: string) => `read Client.marked @src/client.ts:12 = ${value}`;
  const clear: MadeStep = { event: 'a: clear#1', does: ['write Client.marked @src/client.ts:30 = false'] };
  const given = { event: 'a: cancel#1', does: [{ by: 'b', does: look('true') }] };
  const waited = { event: 'a: clear#1', does: [...(clear.does ?? []), { by: 'b', does: look('false') }] };
  expect(sentenceOf([given, clear], [waited], facts())).toBe(
    'b read Client.marked (client.ts:12) before a wrote it (client.ts:30); in the nearest passing run it is the other way round',
  );
});

it('tells the two writings where the finding is that one went over the other', () => {
  const start: MadeStep = { event: 'main: start#1', does: ['write Cache.v @src/cache.ts:1 = 0'] };
  const look = (value: string): MadeStep => ({
    event: 'r: x#1',
    does: [`read Cache.v @src/cache.ts:3 = ${value}`],
  });
  const put = (task: string, value: string): MadeStep => ({
    event: `${task}: body#1`,
    does: [`write Cache.v @src/cache.ts:9 = ${value}`],
  });
  const failing = [start, look('0'), put('new', '2'), put('old', '1')];
  const passing = [start, put('old', '1'), look('1')];
  const known = facts([], { kind: 'stale-overwrite', step: 3 });
  expect(sentenceOf(failing, passing, known)).toBe(
    'new wrote Cache.v (cache.ts:9) before old wrote it (cache.ts:9); in the nearest passing run that does not happen',
  );
});

it('tells a list as a whole, and an entry of a map by its key', () => {
  const read = (location: string, value: string): MadeStep => ({
    event: 'a: x#1',
    does: [`read ${location} @src/a.ts:3 = ${value}`],
  });
  const write = (location: string): MadeStep => ({
    event: 'b: y#1',
    does: [`write ${location} @src/a.ts:5 = 1`],
  });
  const told = (location: string) =>
    findDataCause(
      madeRun(read(location, '0'), write(location)),
      madeRun(write(location), read(location, '1')),
      facts(),
    )?.location;
  expect(told('Queue.#items.length')).toBe('Queue.#items');
  expect(told('entry 0 of Queue.#items:entry')).toBe('Queue.#items');
  expect(told('entry gpu1 of Cache.#entries:entry')).toBe('entry gpu1 of Cache.#entries');
  expect(told('object.x')).toBeUndefined();
});

it('says nothing of what a test notes, but where there is nothing else', () => {
  const read = (value: string, ...does: string[]): MadeStep => ({
    event: 'a: x#1',
    does: [`read variable log @src/a.test.ts:3 = ${value}`, ...does],
  });
  const write: MadeStep = { event: 'b: y#1', does: ['write variable log @src/a.test.ts:5 = 1'] };
  const own = 'read Client.name @src/client.ts:1 = c';
  expect(sentenceOf([read('0'), write], [write, read('1')], facts())).toContain('a read variable log');
  expect(sentenceOf([read('0', own), write], [write, read('1', own)], facts())).toBeUndefined();
});

it('does not tell two that count, in whatever order', () => {
  const add = (task: string, value: string): MadeStep => ({
    event: `${task}: add#1`,
    does: [`write Count.made @src/count.ts:9 = ${value}`],
  });
  expect(sentenceOf([add('a', '1'), add('b', '2')], [add('b', '1'), add('a', '2')], facts())).toBeUndefined();
});

describe('services', () => {
  const read = (location: string): MadeStep => ({ event: 'a: get#1', does: [`read ${location}:resource`] });
  const act: MadeStep = { event: 'a: put#1', does: ['write db.log["x"]:resource'] };
  const write = (...does: string[]): MadeStep => ({ event: 'b: commit#1', does });
  const known = { askedAt: (event: string) => `src/${event[0]}.ts:7` };

  it('are told at the line that asked', () => {
    const put = write('write db.rows["c1"]:resource');
    const look = read('db.rows["c1"]');
    expect(sentenceOf([look, put, act], [put, look], facts(hold('b: commit#1', 'a: get#1'), known))).toBe(
      'a read db.rows["c1"] (a.ts:7) before b wrote it (b.ts:7); in the nearest passing run it is the other way round',
    );
  });

  it('are seen to change as a whole where something is added', () => {
    const add = write('write db.rows["c1"]:resource', 'commute db.rows:resource');
    const all = read('db.rows');
    expect(sentenceOf([all, add, act], [add, all], facts(hold('b: commit#1', 'a: get#1'), known))).toBe(
      'a read db.rows (a.ts:7) before b wrote it (b.ts:7); in the nearest passing run it is the other way round',
    );
  });

  it('are no cause where only holding something back has shifted their calls', () => {
    const put = write('write db.rows["c1"]:resource');
    const look = read('db.rows["c1"]');
    const added = facts([], {
      ...known,
      difference: { type: 'hold', event: 'a: get#1', until: 'b: commit#1' },
    });
    expect(sentenceOf([look, put], [put, look], added)).toBeUndefined();
  });
});

it('tells who wrote last what the finding names, and over whom', () => {
  const put = (task: string): MadeStep => ({
    event: `${task}: put#1`,
    does: ['write entry gpu1 of Cache.#entries:entry @src/cache.ts:9'],
  });
  const message = 'the listing of gpu1 is wrong';
  expect(sentenceOf([put('a'), put('b')], [put('b')], facts([], { step: 1, message }))).toBe(
    'a wrote entry gpu1 of Cache.#entries (cache.ts:9) before b wrote it (cache.ts:9); in the nearest passing run that does not happen',
  );
  expect(sentenceOf([put('a'), put('b')], [put('b')], facts([], { step: 1 }))).toBeUndefined();
});
