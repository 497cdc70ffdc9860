import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { TraceStep } from '../../harness/result.ts';
import { explained, lostRows, readBeforeWrite, step, tornApart } from '../fixtures/report.ts';
import { replayText } from './replay.ts';
import { stepLines, stepsWithin } from './steps.ts';
import { untilText } from './until.ts';

const style = { paint: new Chalk({ level: 0 }), width: 100 };

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

describe('the steps of a run', () => {
  it('have a lane for each task, mark the held event, and mark the violating step', () => {
    expect(stepLines(lostRows, 100, style)).toEqual([
      '             producer',
      '             │ writer',
      '  step  ms   │ │ sigterm',
      '     1   5   ● │    start#1',
      '     2  10     ● │  db.insert(r1)#1  → undefined',
      '     3  15     ┃ ●  start#1  wakes writer',
      '✗    4  20     ◆    db.commit#1  ◆ held until sigterm: start#1',
    ]);
  });

  it('tell what changed of what is watched, cut where it is long, and notes on lines of their own', () => {
    const steps = [
      step(0, 'main', 'set-up', { state: { marked: [] } }),
      step(1, 'writer', 'start#1', { state: { marked: ['a'], all: 'x'.repeat(200) }, notes: ['so far'] }),
    ];
    expect(stepLines({ steps, violatingStep: 2 }, 100, style).slice(2)).toEqual([
      '     0   0   ● │  set-up',
      `     1   5     ●  start#1  * marked = ["a"]  * all = ${'x'.repeat(46)}…`,
      '                  “so far”',
    ]);
  });

  it('mark a held event that never came, in its lane and at the end', () => {
    const steps = [
      step(1, 'writer', 'start#1', { created: ['writer: db.commit#1'] }),
      step(2, 'sigterm', 'start#1'),
    ];
    const holds = [{ event: 'writer: db.commit#1', until: 'sigterm: start#1' }];
    expect(stepLines({ steps, violatingStep: 2, holds }, 100, style).slice(2)).toEqual([
      '     1   5   ● │  start#1',
      '✗    2  10   ┃ ●  start#1',
      '             ┃    db.commit#1  ◆ held until sigterm: start#1, and never came',
    ]);
  });

  it('leave out what is far from the violation in a long run, and say how much', () => {
    const long = Array.from({ length: 1_000 }, (_, n) => step(n + 1, 'writer', `tick#${n + 1}`));
    const lines = stepLines({ steps: long, violatingStep: 700 }, 50, style);
    expect(lines.filter((line) => line.includes('tick'))).toHaveLength(50);
    expect(lines.some((line) => line.startsWith('✗') && line.includes('tick#700'))).toBe(true);
    expect(lines.join('\n')).toMatch(/\d+ steps left out/);
  });
});

describe('a cause in data', () => {
  it('is told below each step that has one of its accesses, with value and place', () => {
    expect(stepLines(explained, 100, style).slice(5)).toEqual([
      '     3  15     ┃ ●  start#1  wakes writer',
      '                    ↳ reads BatchWriter.#batch (batch-writer.ts:31): []',
      '✗    4  20     ◆    db.commit#1  ◆ held until sigterm: start#1',
      "                    ↳ writes BatchWriter.#batch (batch-writer.ts:18): ['r1', 'r2']",
    ]);
  });

  it('tells no access of the passing run, and names what each is of', () => {
    const text = stepLines({ steps: lostRows.steps, data: tornApart }, 100, style).join('\n');
    expect(text.match(/↳.*/g)).toEqual(['↳ writes BatchWriter.#batch (batch-writer.ts:18)']);
    const access = { step: 3, event: 'writer: db.commit#1', task: 'writer', kind: 'write' } as const;
    const here = [{ ...access, location: 'row r1 of rows', place: 'lib/database.ts:7' }];
    expect(
      stepLines({ steps: lostRows.steps, data: { ...tornApart, accesses: here } }, 100, style).join('\n'),
    ).toContain('↳ writer writes row r1 of rows (database.ts:7)');
  });

  it('keeps its steps, and those that led to them, in a long run', () => {
    const steps = Array.from({ length: 1_000 }, (_, n) => step(n + 1, 'writer', `tick#${n + 1}`));
    const led = steps.map((one) => (one.step === 500 ? { ...one, createdAt: 440 } : one));
    const [first] = readBeforeWrite.accesses;
    const accesses = [500, 520].map((number) => ({
      ...first,
      kind: 'read' as const,
      task: 'writer',
      event: '',
      step: number,
    }));
    const lines = stepLines(
      { steps: led, violatingStep: 900, data: { ...readBeforeWrite, accesses } },
      30,
      style,
    );
    for (const number of [440, 500, 520, 900])
      expect(lines.some((line) => line.includes(` tick#${number}`))).toBe(true);
  });

  it('stands below the cause of a replayed run', () => {
    const text = replayText(
      { ...run, status: 'failed', steps: lostRows.steps, data: readBeforeWrite },
      100,
      style,
    );
    expect(text).toContain(
      [
        'everything was prompt',
        'sigterm read BatchWriter.#batch (batch-writer.ts:31) before writer wrote it (batch-writer.ts:18);',
        'in the nearest passing run it is the other way round',
        '',
      ].join('\n'),
    );
  });
});

describe('the steps within a number of lines', () => {
  it('take no more of them, headings and gaps included', () => {
    const tasks = ['a', 'b', 'c', 'd', 'e'];
    const long = Array.from({ length: 200 }, (_, n) => step(n + 1, tasks[n % 5] ?? '', `tick#${n + 1}`));
    for (const lines of [20, 30, 40]) {
      const shown = stepsWithin({ steps: long, violatingStep: 120 }, lines, style);
      expect(shown.length).toBeLessThanOrEqual(lines);
      expect(shown.some((line) => line.startsWith('✗  120'))).toBe(true);
    }
  });

  it('are all there where they fit', () => {
    expect(stepsWithin(lostRows, 20, style)).toEqual(stepLines(lostRows, 100, style));
  });
});

describe('repeated ticks', () => {
  const tick = (n: number, more = {}): TraceStep =>
    step(n, 'pool', `interval(10)#${n}`, {
      kind: 'timer',
      created: [`pool: interval(10)#${n + 1}`],
      ...more,
    });
  const shown = (
    steps: readonly TraceStep[],
    violatingStep?: number,
    clauses: readonly string[] = [],
  ): string[] =>
    stepsWithin({ steps, violatingStep, clauses }, 40, style)
      .slice(1)
      .map((line) => line.slice(line.indexOf('●') + 3));

  it('are one line that says how many', () => {
    const locks = (['acquired', 'released'] as const).map((what) => ({ lock: 'rows', what, task: 'pool' }));
    const steps = Array.from({ length: 48 }, (_, n) => tick(n + 1, { locks }));
    expect(shown(steps)).toEqual(['48 × interval(10)']);
  });

  it('stand alone where the cause in data has an access of theirs', () => {
    const steps = Array.from({ length: 9 }, (_, n) => tick(n + 1));
    const data = {
      ...readBeforeWrite,
      accesses: [{ step: 5, event: 'pool: interval(10)#5', task: 'pool', kind: 'read' as const }],
    };
    const lines = stepsWithin({ steps, data }, 40, style).slice(1);
    expect(lines.map((line) => line.trimStart().replace(/^.*●  /, ''))).toEqual([
      '4 × interval(10)',
      'interval(10)#5',
      '↳ reads BatchWriter.#batch',
      '4 × interval(10)',
    ]);
  });

  it('stand alone where they did anything, are named by the cause, or violate', () => {
    const steps = Array.from({ length: 20 }, (_, n) => tick(n + 1));
    steps[4] = tick(5, { woke: ['pool.2'] });
    steps[9] = tick(10, { locks: [{ lock: 'rows', what: 'acquired', task: 'pool' }] });
    const lines = shown(steps, 20, ['`pool: interval(10)#15` was 3 ms late']);
    expect(lines).toEqual([
      '4 × interval(10)',
      'interval(10)#5  wakes pool.2',
      '4 × interval(10)',
      'interval(10)#10',
      '4 × interval(10)',
      'interval(10)#15',
      '4 × interval(10)',
      'interval(10)#20',
    ]);
  });
});

describe('a replayed run', () => {
  it('says that it fails as recorded, and where', () => {
    const text = replayText({ ...run, status: 'failed', asRecorded: true, violatingStep: 4 }, 100, style);
    expect(text).toContain('fails as recorded at step 4');
  });

  it('says after the last step what ended it', () => {
    const { ending } = lostRows;
    const steps = lostRows.steps;
    const text = replayText(
      { ...run, steps, ...(ending !== undefined && { ending }), status: 'passed' },
      100,
      style,
    );
    expect(text).toMatch(
      /db\.commit#1 .*\n {2}the run ended: all tasks had settled, and only `interval\(1000\)`/,
    );
  });

  it('has at most 40 lines, the command last', () => {
    const steps = Array.from({ length: 200 }, (_, n) => step(n + 1, `t${n % 9}`, `tick#${n + 1}`));
    const text = replayText(
      { ...run, steps, status: 'failed', violatingStep: 90, command: 'npx heddle replay hd1.x' },
      40,
      style,
    );
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
    expect(text).toMatch(/\nreplay: npx heddle replay hd1\.x\n$/);
  });

  it('is shown up to a step, with what is known there and what comes next', () => {
    const text = untilText(
      { ...run, steps: lostRows.steps, status: 'failed', violatingStep: 4 },
      2,
      40,
      style,
    );
    expect(text).toContain('step 2 · 10 ms · writer: db.insert(r1)#1');
    expect(text).toMatch(/comes next +sigterm: start#1/);
    expect(text).not.toContain('db.commit#1');
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
