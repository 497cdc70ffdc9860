import { describe, expect, it } from 'vitest';
import { step } from '../../fixtures/report.ts';
import { untold } from './failure-detail.fixture.ts';
import { differenceOf, differenceText, twoRuns } from './two-runs.ts';
import { columnOfStep, indexOf, stepAt, to, type Walk, walked } from './walk.ts';

/** `b: late#1` comes as step 1 in the failing run, as step 4 in the other. */
const detail = untold({
  steps: [step(1, 'b', 'late#1'), step(2, 'a', 'x#1'), step(3, 'a', 'y#1'), step(4, 'a', 'own#1')],
  passing: {
    sentence: '',
    steps: [step(1, 'a', 'x#1'), step(2, 'a', 'y#1'), step(3, 'a', 'z#1'), step(4, 'b', 'late#1')],
  },
});
const runs = twoRuns(detail, true);
const walk: Walk = {
  side: 'failing',
  column: 0,
  scale: 'steps',
  compare: true,
  slice: true,
  arrows: 'one',
  zoom: 1,
};

describe('two runs on one scale', () => {
  it('have the same events in the same columns', () => {
    const shared = runs.columns.filter(
      (column) => column.failing !== undefined && column.passing !== undefined,
    );
    expect(shared).toContainEqual({ failing: 1, passing: 0 });
    expect(shared).toContainEqual({ failing: 2, passing: 1 });
  });

  it('call moved what comes elsewhere, and tell from where to where', () => {
    const texts = (side: 'failing' | 'passing') =>
      runs.steps[side].map((_, index) => differenceText(differenceOf(runs, side, index), side));
    expect(texts('failing')).toEqual(['moved 1 → 4', '', '', 'here only']);
    expect(texts('passing')).toEqual(['', '', 'there only', 'moved 1 → 4']);
  });

  it('are the failing run alone where nothing is to be compared', () => {
    const alone = twoRuns(detail, false);
    expect(alone.columns).toEqual([0, 1, 2, 3].map((failing) => ({ failing })));
    expect([alone.split, differenceOf(alone, 'failing', 0)]).toEqual([undefined, undefined]);
  });
});

describe('the cursor', () => {
  it('is one for both: each run is at the last step that it has come to', () => {
    const at = { ...walk, column: columnOfStep(runs, 'failing', 3) };
    expect(stepAt(at, runs)?.event).toBe('a: y#1');
    expect(stepAt({ ...at, side: 'passing' }, runs)?.event).toBe('a: y#1');
    expect(indexOf({ side: 'passing', column: 0 }, runs)).toBe(-1);
  });

  it('goes from step to step of the run that is inspected, and no further than its ends', () => {
    const there = { ...walk, side: 'passing' as const };
    const events: (string | undefined)[] = [];
    for (let at: Walk = there, n = 0; n < 6; n++, at = walked(at, 'next', runs)) {
      events.push(stepAt(at, runs)?.event);
    }
    expect(events).toEqual([undefined, 'a: x#1', 'a: y#1', 'a: z#1', 'b: late#1', 'b: late#1']);
    expect(stepAt(walked(walked(there, 'last', runs), 'back', runs), runs)?.event).toBe('a: z#1');
  });

  it('goes back to the step that the run has come to, where it stands between two', () => {
    const other = untold({
      steps: [step(1, 'a', 'x#1'), step(2, 'a', 'y#1')],
      passing: { sentence: '', steps: [step(1, 'a', 'x#1'), step(2, 'a', 'z#1'), step(3, 'a', 'y#1')] },
    });
    const wider = twoRuns(other, true);
    expect(walked({ ...walk, column: 1 }, 'back', wider).column).toBe(0);
    expect(walked({ ...walk, column: 1 }, 'next', wider).column).toBe(2);
  });

  it('crosses to the other run at the same moment, and to where they part', () => {
    const at = { ...walk, column: columnOfStep(runs, 'failing', 3) };
    expect(walked(at, 'other', runs)).toEqual({ ...at, side: 'passing' });
    expect(walked(at, 'split', runs).column).toBe(0);
    const alone = twoRuns(detail, false);
    expect(walked(walk, 'other', alone)).toBe(walk);
  });

  it('keeps a zoom between its ends', () => {
    let far: Walk = walk;
    for (let n = 0; n < 20; n++) far = walked(far, 'farther', runs);
    expect(far.zoom).toBe(1 / 64);
    expect(walked({ ...walk, zoom: 8 }, 'nearer', runs).zoom).toBe(8);
    expect(to(walk, 99, runs).column).toBe(runs.columnOf.failing[3]);
  });
});
