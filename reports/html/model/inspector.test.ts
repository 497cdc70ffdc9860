import { describe, expect, it } from 'vitest';
import { step } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureDetail } from './failure-detail.ts';
import { inspect } from './inspector.ts';
import { worldAt } from './world.ts';

const lock = 'rows';
const detail: FailureDetail = {
  ...untold,
  violatingStep: 3,
  steps: [
    step(0, 'main', 'set-up', { state: { db: { rows: [{ id: 'r1' }] }, cache: {} } }),
    step(1, 'a', 'read#1', {
      kind: 'request',
      location: 'systems/a.ts:7',
      locks: [{ lock, what: 'acquired', task: 'a' }],
      alternatives: ['b: put#1', 'b: never#1'],
    }),
    step(2, 'b', 'put#1', {
      args: "'r2'",
      state: { db: { rows: [{ id: 'r2' }] } },
      locks: [{ lock, what: 'queued', task: 'b' }],
    }),
    step(3, 'a', 'read.reply#1', {
      kind: 'reply',
      createdAt: 1,
      closesMs: 40,
      outcome: { type: 'error', error: 'Error: gone' },
      locks: [
        { lock, what: 'released', task: 'a' },
        { lock, what: 'acquired', task: 'b' },
      ],
    }),
  ],
};

describe('the inspector', () => {
  it('tells values in and out, the window, and where the code awaits; a reply is awaited where it was asked for', () => {
    expect(inspect(detail, 2)?.facts).toContainEqual(['values in', "`'r2'`"]);
    const reply = new Map(inspect(detail, 3)?.facts);
    expect(reply.get('error out')).toBe('`Error: gone`');
    expect(reply.get('virtual time')).toBe('15 ms; possible 0 to 40 ms');
    expect(reply.get('awaited at')).toBe('`systems/a.ts:7`');
    expect(reply.get('asked for in')).toBe('step 1');
  });

  it('tells who holds and who waits for which lock, and hand-offs', () => {
    expect(inspect(detail, 2)?.locks).toEqual([
      { lock, holders: ['a'], waiters: ['b'], events: ['b queued'] },
    ]);
    expect(inspect(detail, 3)?.locks).toMatchObject([{ holders: ['b'], waiters: [] }]);
    expect(inspect(detail, 3)?.handOffs).toEqual([{ lock, from: 'a', to: 'b' }]);
  });

  it('tells what else was enabled, and when that happened', () => {
    expect(inspect(detail, 1)?.alternatives).toEqual([
      { event: 'b: put#1', index: 2 },
      { event: 'b: never#1' },
    ]);
  });

  it('says the step aloud, and that the invariant breaks', () => {
    expect(inspect(detail, 3)?.spoken).toBe(
      'Step 3 of 3, 15 milliseconds, a: read.reply#1, gives throws Error: gone. The invariant breaks here.',
    );
  });
});

describe('the state of the world', () => {
  it('is marked where the step changed it', () => {
    expect(worldAt(detail.steps, 2)).toEqual([
      {
        name: 'db',
        changed: true,
        leftOut: 0,
        lines: [
          { sign: 'removed', path: 'rows', text: 'id: r1' },
          { sign: 'added', path: 'rows', text: 'id: r2' },
        ],
      },
      { name: 'cache', changed: false, leftOut: 0, lines: [] },
    ]);
  });

  it('is carried on from earlier steps', () => {
    expect(worldAt(detail.steps, 3)[0]).toMatchObject({
      changed: false,
      lines: [{ sign: 'same', text: 'id: r2' }],
    });
  });

  it('is bounded, and keeps what changed', () => {
    const rows = Array.from({ length: 500 }, (_, n) => ({ id: n }));
    const steps = [
      step(0, 'm', 's', { state: { db: { rows } } }),
      step(1, 'm', 't', { state: { db: { rows: [...rows, { id: 'new' }] } } }),
    ];
    const [db] = worldAt(steps, 1);
    expect(db?.lines).toHaveLength(80);
    expect(db?.leftOut).toBe(421);
    expect(db?.lines.at(-1)).toEqual({ sign: 'added', path: 'rows', text: 'id: new' });
  });
});
