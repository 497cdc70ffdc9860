import { describe, expect, it } from 'vitest';
import type { Exception } from '../../schedule/exceptions.ts';
import { findDataCause } from './find-data-cause.ts';
import { madeRun, type MadeStep } from './made-run.fixture.ts';

function sentenceOf(
  failing: readonly MadeStep[],
  passing: readonly MadeStep[],
  difference: Exception | undefined,
  kind = 'lost-row',
): string | undefined {
  const facts = { kind, message: 'r1 is lost', step: 10, ...(difference !== undefined && { difference }) };
  const schedule = difference === undefined ? [] : [difference];
  return findDataCause(madeRun(...failing), madeRun(...passing), { ...facts, schedule })?.sentence;
}

const take: MadeStep = { event: 'writer: tick#1', does: ['write Queue.#items @src/queue.ts:44 = []'] };
const commit: MadeStep = { event: 'writer: commit#1', does: ['commute db.rows:resource @src/writer.ts:13'] };
const tell: MadeStep = { event: 'writer: commit.reply#1', does: ['write Log.#written @src/log.ts:5 = 1'] };

describe('what a fault tore apart', () => {
  it('is told of a call that never completes', () => {
    expect(sentenceOf([take], [take, commit], { type: 'stall', event: 'writer: commit#1' })).toBe(
      "`writer: commit#1` never completed between writer's write of Queue.#items (queue.ts:44) and its write of db.rows (writer.ts:13)",
    );
  });

  it('is told of a call that fails', () => {
    const failed = { event: 'writer: commit#1' };
    expect(
      sentenceOf([take, failed], [take, commit], { type: 'fail', event: 'writer: commit#1', fault: 'error' }),
    ).toContain('`writer: commit#1` failed between');
  });

  it('is what was done and not noted, where something is done twice', () => {
    const crash: Exception = { type: 'crash', after: 'writer: commit#1' };
    const again = [take, commit, { event: 'writer: commit#2', does: commit.does ?? [] }];
    expect(sentenceOf([...again, tell], [take, commit, tell], crash, 'duplicate-row')).toBe(
      "the process crashed between writer's write of db.rows (writer.ts:13) and its write of Log.#written (log.ts:5)",
    );
  });

  it('is nothing that the test notes for itself', () => {
    const note: MadeStep = { event: 'writer: note#1', does: ['write log.length @src/a.test.ts:9 = 1'] };
    expect(sentenceOf([take], [take, note], { type: 'stall', event: 'writer: note#1' })).toBeUndefined();
  });

  it('begins with what had who started the task, where it had written nothing itself', () => {
    const start: MadeStep = {
      event: 'writer: tick#1',
      does: [
        ...(take.does ?? []),
        'write the names of tasks["flush"]:engine',
        { by: 'flush', does: 'read Db.open @src/db.ts:3' },
      ],
    };
    const flushed: MadeStep = {
      event: 'flush: commit#1',
      does: ['commute db.rows:resource @src/writer.ts:13'],
    };
    expect(sentenceOf([start], [start, flushed], { type: 'stall', event: 'flush: commit#1' })).toBe(
      "`flush: commit#1` never completed between writer's write of Queue.#items (queue.ts:44) and flush's write of db.rows (writer.ts:13)",
    );
  });
});

describe('a task that another one cancels', () => {
  const first: MadeStep = { event: 'main: start#1' };
  const wait: MadeStep = {
    event: 'writer: tick#1',
    does: [...(take.does ?? []), 'write Task.#interrupts @src/primitives/task.ts:132'],
  };
  const stop: MadeStep = {
    event: 'sigterm: start#1',
    does: ['write Task.#interrupts @src/primitives/task.ts:124'],
  };
  const done: MadeStep = {
    event: 'writer: commit#1',
    does: ['write Task.#interrupts @src/primitives/task.ts:135', ...(commit.does ?? [])],
  };

  it('is told with both sides of the cut', () => {
    expect(sentenceOf([first, wait, stop], [first, wait, done, stop], undefined)).toBe(
      "sigterm cancelled writer between writer's write of Queue.#items (queue.ts:44) and its write of db.rows (writer.ts:13)",
    );
  });

  it('is none where it is cancelled at the same moment in the passing run', () => {
    expect(sentenceOf([first, wait, stop], [first, wait, stop, commit], undefined)).toBeUndefined();
  });
});

describe('where somebody waits in vain', () => {
  const look: MadeStep = {
    event: 'sigterm: start#1',
    does: ['read Event.#set @src/primitives/event.ts:26 = false'],
  };
  const write = 'write Event.#set @src/primitives/event.ts:14 = true';
  const set: MadeStep = {
    event: 'writer: done#1',
    does: [write, { by: 'sigterm', does: 'read Log.name @src/log.ts:2' }],
  };
  const cancel: Exception = { type: 'cancel', task: 'writer', after: 'writer: tick#1' };

  it('tells what the task that was struck would have written', () => {
    expect(sentenceOf([take, look], [take, look, set], cancel, 'deadlock')).toBe(
      'writer was cancelled before its write of Event.#set (event.ts:14), for which sigterm waits (event.ts:26)',
    );
  });

  it('does not tell of a flag where nobody waits', () => {
    expect(sentenceOf([take, look], [take, look, set], cancel)).toBeUndefined();
  });

  it('does not tell of a flag that wakes nobody', () => {
    const idle: MadeStep = { event: 'writer: tick#1' };
    const setAlone = { event: 'writer: done#1', does: [write] };
    expect(sentenceOf([idle, look], [idle, look, setAlone], cancel, 'deadlock')).toBeUndefined();
  });
});
