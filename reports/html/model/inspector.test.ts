import { describe, expect, it } from 'vitest';
import { step } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import { inspect, type InspectorView } from './inspector.ts';
import { twoRuns } from './two-runs.ts';
import { changeText, stateAt, worldAt } from './world.ts';

const lock = 'rows';
const detail = untold({
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
});

/** In the failing run alone a step's column is its index. */
function inspectAt(column: number): InspectorView | undefined {
  return inspect(detail, twoRuns(detail, false), { side: 'failing', column });
}

describe('the inspector', () => {
  it('tells values in and out, the window, and where the code awaits; a reply is awaited where it was asked for', () => {
    expect(inspectAt(2)?.facts).toContainEqual(['values in', "`'r2'`"]);
    const reply = new Map(inspectAt(3)?.facts);
    expect(reply.get('error out')).toBe('`Error: gone`');
    expect(reply.get('virtual time')).toBe('15 ms; possible 0 to 40 ms');
    expect(reply.get('awaited at')).toBe('`systems/a.ts:7`');
    expect(reply.get('asked for in')).toBe('step 1');
  });

  it('tells who holds and who waits for which lock, and hand-offs', () => {
    expect(inspectAt(2)?.locks).toEqual([{ lock, holders: ['a'], waiters: ['b'], events: ['b queued'] }]);
    expect(inspectAt(3)?.locks).toMatchObject([{ holders: ['b'], waiters: [] }]);
    expect(inspectAt(3)?.handOffs).toEqual([{ lock, from: 'a', to: 'b' }]);
  });

  it('tells what else was enabled, and when that happened', () => {
    expect(inspectAt(1)?.alternatives).toEqual([{ event: 'b: put#1', index: 2 }, { event: 'b: never#1' }]);
  });

  it('says the step aloud, and that the invariant breaks', () => {
    expect(inspectAt(3)?.spoken).toBe(
      'Step 3 of 3, 15 milliseconds, a: read.reply#1, gives throws Error: gone. The invariant breaks here.',
    );
  });
});

describe('beside the passing run, the inspector', () => {
  const both = untold({
    violatingStep: 3,
    steps: [
      step(1, 'a', 'start#1', { state: { rows: [] } }),
      step(2, 'b', 'stop#1', { location: 'systems/b.ts:5' }),
      step(3, 'a', 'put#1', { outcome: { type: 'value', value: '0' } }),
    ],
    passing: {
      sentence: '',
      steps: [
        step(1, 'a', 'start#1', { state: { rows: [] } }),
        step(2, 'a', 'put#1', { state: { rows: ['r1'] } }),
        step(3, 'b', 'stop#1'),
      ],
    },
  });
  const runs = twoRuns(both, true);
  const put = runs.columnOf.failing[2] ?? -1;

  it('tells where that run is, and what the step is to it', () => {
    const stop = inspect(both, runs, { side: 'failing', column: runs.columnOf.failing[1] ?? -1 });
    expect([stop?.other?.difference, inspect(both, runs, { side: 'failing', column: put })?.other]).toEqual([
      'moved 2 → 3',
      { difference: 'other answer', answer: 'nothing', at: 'step 2, `a: put#1`' },
    ]);
  });

  it('tells which values are other there at the same moment', () => {
    expect(inspect(both, runs, { side: 'failing', column: put })?.world[0]?.lines).toEqual([
      { sign: 'same', path: '', text: '(empty)', hereOnly: true },
      { sign: 'there', path: '', text: 'r1' },
    ]);
  });

  it('counts equal values: of two rows, the one too many is called so', () => {
    const [own, there] = [['r1', 'r1'], ['r1']].map((rows) => [step(1, 'a', 'put#1', { state: { rows } })]);
    const lines = worldAt(own ?? [], 0, stateAt(there ?? [], 0))[0]?.lines;
    expect(lines?.map(({ hereOnly }) => hereOnly)).toEqual([undefined, true]);
  });

  it('inspects the passing run like the failing one', () => {
    const there = inspect(both, runs, { side: 'passing', column: put });
    expect(there).toMatchObject({ side: 'passing', step: 2, heading: 'a: put#1', turns: [] });
    expect(there?.spoken).toBe('Passing run, step 2 of 3, 10 milliseconds, a: put#1.');
  });

  it('shows the line that awaits, with those around it', () => {
    const lines = { '1': 'no', '2': 'two', '4': 'four', '5': 'await stop();', '8': 'eight', '9': 'no' };
    const stop = inspect(both, runs, { side: 'failing', column: 1 }, { 'systems/b.ts': lines });
    expect(stop?.source?.lines.map(({ number, isNamed }) => [number, isNamed])).toEqual([
      [2, false],
      [4, false],
      [5, true],
      [8, false],
    ]);
    expect(inspect(both, runs, { side: 'failing', column: 0 })?.source).toBeUndefined();
  });
});

describe('the state of the world', () => {
  it('is told in short where it changes', () => {
    expect(changeText(detail.steps, 2, 'db')).toBe('− rows: id: r1 + rows: id: r2');
  });

  it('is empty before the first step', () => {
    expect(stateAt(detail.steps, -1)).toEqual({});
  });

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
