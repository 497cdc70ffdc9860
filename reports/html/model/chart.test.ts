import { describe, expect, it } from 'vitest';
import { lostRows, step } from '../../fixtures/report.ts';
import { arrowsOf } from './arrows.ts';
import { type Chart, chartOf } from './chart.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureDetail } from './failure-detail.ts';
import { laneY } from './lanes.ts';

const held = 'writer: db.commit#1';
const detail: FailureDetail = {
  ...untold,
  schedule: lostRows.schedule,
  violatingStep: 4,
  steps: [
    step(0, 'main', 'set-up', { created: ['writer: start#1', 'sigterm: start#1'], state: { db: {} } }),
    step(1, 'writer', 'start#1', {
      kind: 'start',
      createdAt: 0,
      created: [held],
      alternatives: ['sigterm: start#1'],
    }),
    step(2, 'sigterm', 'start#1', {
      kind: 'start',
      createdAt: 0,
      woke: ['writer'],
      alternatives: [held],
      created: ['helper: start#1'],
    }),
    step(3, 'helper', 'start#1', {
      kind: 'start',
      createdAt: 2,
      alternatives: [held],
      locks: [
        { lock: 'rows', what: 'released', task: 'helper' },
        { lock: 'rows', what: 'acquired', task: 'writer' },
      ],
    }),
    step(4, 'writer', 'db.commit#1', {
      createdAt: 1,
      heldUntil: 'sigterm: start#1',
      state: { db: { rows: [] } },
    }),
    step(5, 'writer', 'timeout(5)#1', { kind: 'timer', createdAt: 4, atMs: 1_000 }),
  ],
  passing: {
    sentence: '',
    steps: [
      step(0, 'main', 'set-up', { created: [], state: { db: {} } }),
      step(1, 'writer', 'start#1', { kind: 'start' }),
      step(2, 'writer', 'db.commit#1'),
      step(3, 'sigterm', 'start#1', { kind: 'start' }),
    ],
  },
};

const chart = chartOf(detail, { scale: 'steps', compare: true, room: 600 });
const x = (of: Chart, index: number): number =>
  of.failing.marks.find((mark) => mark.index === index)?.x ?? -1;

describe('the swim lanes', () => {
  it('have one lane for each task, then timers and the world', () => {
    expect(chart.lanes.map(({ name }) => name)).toEqual(['writer', 'sigterm', 'helper', 'timers', 'world']);
  });

  it('show a held event from when it could have happened to when it did', () => {
    expect(chart.failing.held).toEqual([
      {
        from: x(chart, 1),
        to: x(chart, 4),
        y: laneY(chart.lanes, 'writer'),
        label: 'held until sigterm: start#1',
        open: false,
      },
    ]);
  });

  it('show an event that never completed to the end', () => {
    const stalled = chartOf(
      { ...detail, steps: detail.steps.slice(0, 4), schedule: [{ type: 'stall', event: held }] },
      { scale: 'steps', compare: false, room: 600 },
    );
    expect(stalled.failing.held).toMatchObject([{ from: x(stalled, 1), to: stalled.width, open: true }]);
  });

  it('mark the violating step, and shapes tell kinds apart', () => {
    expect(chart.failing.violation).toBe(x(chart, 4));
    expect(chart.failing.marks.map(({ shape }) => shape)).toEqual([
      'start',
      'start',
      'start',
      'held',
      'timer',
    ]);
  });

  it('have common steps of both runs in one column, and a line where the runs part', () => {
    expect(chart.passing?.marks[0]?.x).toBe(x(chart, 1));
    expect(chart.split).toBeGreaterThan(x(chart, 1));
    expect(chart.split).toBeLessThan(x(chart, 2));
  });

  it('are true to time when asked, with no step hidden behind another', () => {
    const timed = chartOf(detail, { scale: 'time', compare: false, room: 600 });
    const [first = 0, ...xs] = timed.failing.marks.map((mark) => mark.x);
    let last = first;
    for (const next of xs) {
      expect(next - last).toBeGreaterThanOrEqual(9);
      last = next;
    }
    // 980 of 1,000 ms lie between the last two.
    expect(x(timed, 5) - x(timed, 4)).toBeGreaterThan(400);
  });

  it('have arrows for wake-ups, spawns and lock hand-offs of the selected step', () => {
    const lane = (name: string): number => laneY(chart.lanes, name) ?? -1;
    expect(arrowsOf(chart.failing, chart.lanes, 2)).toEqual([
      {
        kind: 'spawns',
        label: 'spawns',
        from: { x: x(chart, 2), y: lane('sigterm') },
        to: { x: x(chart, 3), y: lane('helper') },
      },
      {
        kind: 'wakes',
        label: 'wakes',
        from: { x: x(chart, 2), y: lane('sigterm') },
        to: { x: x(chart, 2), y: lane('writer') },
      },
    ]);
    expect(arrowsOf(chart.failing, chart.lanes, 3).map(({ kind, label }) => [kind, label])).toEqual([
      ['asked', 'asked for it'],
      ['hands-over', 'lock rows'],
    ]);
  });

  it('cut labels to their room', () => {
    const narrow = chartOf(detail, { scale: 'steps', compare: false, room: 200 });
    const commit = narrow.failing.marks.find((mark) => mark.index === 4);
    expect(commit?.label.length).toBeLessThan('db.commit'.length + 1);
    expect(chart.failing.marks.map(({ label }) => label)).toContain('db.commit');
  });
});
