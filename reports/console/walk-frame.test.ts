import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../../harness/result.ts';
import { lostRows, readBeforeWrite, step } from '../fixtures/report.ts';
import { inspectLines } from './inspect.ts';
import { keysOf } from './keys.ts';
import { afterKey, firstIndex, type Walk, walkFrame } from './walk-frame.ts';

const style = { paint: new Chalk({ level: 0 }), width: 80 };
const walk: Walk = {
  title: 'a story · a/b · v',
  steps: lostRows.steps,
  violatingStep: 4,
  damages: ['lost 2 of 4 rows: r1, r2'],
};
const long: Walk = {
  ...walk,
  steps: Array.from({ length: 300 }, (_, n) => step(n + 1, 'writer', `tick#${n + 1}`)),
};

describe('a frame of a walk', () => {
  it('marks the current step, and tells the damage at the violating one', () => {
    const frame = walkFrame(walk, 3, 30, style);
    expect(frame.find((line) => line.startsWith('▶'))).toContain('✗    4');
    expect(frame).toContain('✗ lost 2 of 4 rows: r1, r2');
    expect(walkFrame(walk, 1, 30, style)).not.toContain('✗ lost 2 of 4 rows: r1, r2');
  });

  it.each([0, 150, 299])('fits the screen and shows the step, at index %i of a long run', (index) => {
    const frame = walkFrame(long, index, 24, style);
    expect(frame.length).toBeLessThanOrEqual(24);
    expect(frame.filter((line) => line.startsWith('▶'))).toHaveLength(1);
    expect(frame.find((line) => line.startsWith('▶'))).toContain(`tick#${index + 1}`);
  });
});

it('a walk begins at the damage, else at the first step', () => {
  expect(firstIndex(walk)).toBe(3);
  expect(firstIndex({ ...walk, violatingStep: undefined })).toBe(0);
});

describe('beside a run that passes', () => {
  const [set, insert, start, commit] = lostRows.steps as [TraceStep, TraceStep, TraceStep, TraceStep];
  const passing = {
    sentence: 'It passes when this is left out.',
    steps: [set, insert, { ...commit, step: 3 }],
  };
  const told = (index: number): string => walkFrame({ ...walk, passing }, index, 40, style).join('\n');

  it('says what makes it pass at the damage, and where its events come there', () => {
    expect(told(3)).toContain(
      '✗ lost 2 of 4 rows: r1, r2\nIt passes when this is left out.\npassing run: this comes as step 3 there',
    );
  });

  it('says where the runs part', () => {
    expect(told(1)).toContain('passing run: has gone the same way so far');
    expect(told(2)).toContain(`passing run: parts here: next comes ${commit.event}; this never comes there`);
    expect(start.event).toBe('sigterm: start#1');
  });

  it('says nothing where none is known', () => {
    expect(walkFrame(walk, 3, 40, style).join('\n')).not.toContain('passing run');
  });
});

describe('beside notes and a cause in data', () => {
  const told: Walk = {
    ...walk,
    steps: walk.steps.map((one) => ({ ...one, notes: ['so far', 'so good'] })),
    data: readBeforeWrite,
  };

  it('the marked line is that of the current step', () => {
    const frame = walkFrame(told, 3, 40, style);
    expect(frame.find((line) => line.startsWith('▶'))).toContain('db.commit#1');
  });

  it('the inspector tells the accesses of the step', () => {
    const lines = walkFrame(told, 2, 40, style);
    expect(
      lines.some((line) => /^ {2}cause +reads BatchWriter\.#batch \(batch-writer\.ts:31\): \[\]$/.test(line)),
    ).toBe(true);
  });
});

describe('a key', () => {
  it.each([
    ['right', '\u001b[C', 11],
    ['left', '\u001b[D', 9],
    ['page down', '\u001b[6~', 20],
    ['page up', '\u001b[5~', 0],
    ['home', 'g', 0],
    ['end', 'G', 299],
    ['violation', 'v', 3],
    ['q', 'q', undefined],
    ['Ctrl+C', '\u0003', undefined],
    ['another', 'x', 10],
  ])('%s leads to its step', (_, key, index) => {
    expect(afterKey(long, 10, key)).toBe(index);
  });

  it('is told from the next in one chunk', () => {
    expect(keysOf('\u001b[C\u001b[C\u001b[6~jv\u001bOBq')).toEqual([
      '\u001b[C',
      '\u001b[C',
      '\u001b[6~',
      'j',
      'v',
      '\u001bOB',
      'q',
    ]);
    expect(keysOf('\u001b')).toEqual(['\u001b']);
  });

  it('does not lead beyond the ends', () => {
    expect(afterKey(long, 299, ' ')).toBe(299);
    expect(afterKey(long, 0, 'k')).toBe(0);
  });
});

describe('the inspector', () => {
  const steps = [
    step(1, 'a', 'db.insert#1', {
      args: '{ id: 1 }',
      outcome: { type: 'value', value: '1' },
      locks: [
        { lock: 'table', what: 'acquired', task: 'a' },
        { lock: 'table', what: 'queued', task: 'b' },
      ],
      state: { rows: [1], keys: [] },
      alternatives: ['b: start#1'],
      location: 'src/x.ts:3',
      closesMs: 10,
    }),
    step(2, 'a', 'db.commit#1', {
      locks: [
        { lock: 'table', what: 'released', task: 'a' },
        { lock: 'table', what: 'acquired', task: 'b' },
      ],
      state: { keys: ['k'] },
    }),
  ];

  it('tells values, the window, the place, locks and the state of the world', () => {
    expect(inspectLines({ steps }, 0, style)).toEqual([
      'step 1 · 5 ms · a: db.insert#1',
      '  with           { id: 1 }',
      '  answers        1',
      '  possible       from 0 ms to 10 ms, since step 0',
      '  awaited at     src/x.ts:3',
      '  else possible  b: start#1',
      '  lock           table held by a; b waits',
      '  world          * rows = [1]',
      '  world          * keys = []',
    ]);
  });

  it('carries locks and state on, and stars what the step changed', () => {
    const lines = inspectLines({ steps }, 1, style);
    expect(lines).toContain('  lock           table held by b');
    expect(lines).toContain('  world          rows = [1]');
    expect(lines).toContain('  world          * keys = ["k"]');
  });
});
