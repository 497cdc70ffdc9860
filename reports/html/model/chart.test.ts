import { describe, expect, it } from 'vitest';
import { lostRows, step, toldInFull } from '../../fixtures/report.ts';
import { arrowsOf } from './arrows.ts';
import type { ReportedFinding } from '../../../harness/result.ts';
import { type Chart, chartOf, type ChartOptions } from './chart.ts';
import { untold } from './failure-detail.fixture.ts';
import type { FailureFacts } from './failure-detail.ts';
import { laneY } from './lanes.ts';
import { twoRuns } from './two-runs.ts';

const held = 'writer: db.commit#1';
const facts = {
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

const options = { scale: 'steps', slice: false, zoom: 1, room: 600 } as const;

function chartWith(
  more: Partial<ChartOptions> = {},
  { compare = false, ...other }: Partial<FailureFacts> & { readonly compare?: boolean } = {},
  schedule: ReportedFinding['schedule'] = lostRows.schedule,
): Chart {
  const detail = untold({ ...facts, ...other }, schedule);
  return chartOf(detail, twoRuns(detail, compare), { ...options, ...more });
}

const chart = chartWith({}, { compare: true });
const x = (of: Chart, index: number): number =>
  of.failing.marks.find((mark) => mark.index === index)?.x ?? -1;

describe('the swim lanes', () => {
  it('have one lane for each task, then timers and what is watched', () => {
    expect(chart.lanes.map(({ name }) => name)).toEqual(['writer', 'sigterm', 'helper', 'timers', 'db']);
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
    const stalled = chartWith({}, { steps: facts.steps.slice(0, 4) }, [{ type: 'stall', event: held }]);
    expect(stalled.failing.held).toMatchObject([{ from: x(stalled, 1), to: stalled.width, open: true }]);
  });

  it('mark the violating step, and shapes tell kinds apart', () => {
    expect(chart.failing.turns).toMatchObject([{ role: 'breaks', x: x(chart, 4) }]);
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
    const timed = chartWith({ scale: 'time' });
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
    expect(arrowsOf(chart.failing, chart.lanes)(2)).toEqual([
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
    expect(arrowsOf(chart.failing, chart.lanes)(3).map(({ kind, label }) => [kind, label])).toEqual([
      ['asked', 'asked for it'],
      ['hands-over', 'lock rows'],
    ]);
  });

  it('cut labels to their room', () => {
    const narrow = chartWith({ room: 200 });
    const commit = narrow.failing.marks.find((mark) => mark.index === 4);
    expect(commit?.label.length).toBeLessThan('db.commit'.length + 1);
    expect(chart.failing.marks.map(({ label }) => label)).toContain('db.commit');
  });

  it('show from when to when a task has a lock', () => {
    const locks = (what: 'acquired' | 'released') => ({ locks: [{ lock: 'rows', what, task: 'writer' }] });
    const steps = [
      step(1, 'writer', 'start#1', locks('acquired')),
      step(2, 'writer', 'put#1', locks('released')),
      step(3, 'writer', 'put#2', locks('acquired')),
    ];
    const locked = chartWith({}, { steps });
    expect(locked.failing.locks).toMatchObject([
      { from: x(locked, 0), to: x(locked, 1), label: 'writer has rows' },
      { from: x(locked, 2), to: locked.width, label: 'writer has rows for ever' },
    ]);
  });

  it('show from the call of an operation to its answer', () => {
    expect(chart.failing.flights).toContainEqual({
      from: x(chart, 1),
      to: x(chart, 4),
      y: laneY(chart.lanes, 'writer'),
      label: 'writer: db.commit#1: asked for in step 1, came in step 4',
    });
  });

  it('grow and shrink with the zoom, and never leave the room empty', () => {
    const many = { steps: Array.from({ length: 200 }, (_, n) => step(n + 1, 'a', `x#${n}`)) };
    const widths = [1 / 64, 1, 2].map((zoom) => chartWith({ zoom }, many).width);
    expect(widths[0]).toBe(600);
    expect(widths[1]).toBeGreaterThan(3_000);
    expect(widths[2]).toBeGreaterThan(1.9 * (widths[1] ?? 0));
  });

  it('label the steps that the damage rests on', () => {
    const { turns } = chartWith({}, { damage: toldInFull.damage ?? [] }).failing;
    expect(turns).toMatchObject([
      { role: 'origin', label: 'begins here', text: 'begins here: r1 was accepted', x: x(chart, 2) },
      { role: 'no-return', label: 'point of no return', x: x(chart, 4) },
    ]);
  });
});
