import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import { lostRows, step } from '../fixtures/report.ts';
import { replayText } from './replay.ts';
import { stepLines } from './steps.ts';

const style = { paint: new Chalk({ level: 0 }), width: 100 };

describe('the steps of a run', () => {
  it('have a lane for each task, mark the held event, and mark the violating step', () => {
    expect(stepLines(lostRows.steps, 4, 100, style)).toEqual([
      '             producer',
      '             │ writer',
      '  step  ms   │ │ sigterm',
      '     1   5   ● │    start#1',
      '     2  10     ● │  db.insert(r1)#1  → undefined',
      '     3  15     ┃ ●  start#1  wakes writer',
      '✗    4  20     ◆    db.commit#1  ◆ held until sigterm: start#1',
    ]);
  });

  it('leave out what is far from the violation in a long run, and say how much', () => {
    const long = Array.from({ length: 1_000 }, (_, n) => step(n + 1, 'writer', `tick#${n + 1}`));
    const lines = stepLines(long, 700, 50, style);
    expect(lines.filter((line) => line.includes('tick'))).toHaveLength(50);
    expect(lines.some((line) => line.startsWith('✗') && line.includes('tick#700'))).toBe(true);
    expect(lines.join('\n')).toMatch(/\d+ steps left out/);
  });
});

describe('a replayed run', () => {
  const run = {
    scenario: 'a/b',
    title: 'a story',
    variant: 'v',
    workload: {},
    damages: [],
    violatingStep: 0,
    cause: 'everything was prompt',
    clauses: [],
    steps: [],
  };

  it('says that it fails as recorded, and where', () => {
    const text = replayText({ ...run, status: 'failed', asRecorded: true, violatingStep: 4 }, 100, style);
    expect(text).toContain('fails as recorded at step 4');
  });

  it('says where it left the record', () => {
    const text = replayText(
      { ...run, status: 'diverged', divergence: 'step 7: expected `x`, enabled were `y`.' },
      100,
      style,
    );
    expect(text).toContain('diverges: step 7: expected `x`, enabled were `y`.');
  });
});
