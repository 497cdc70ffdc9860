import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { Report, ScenarioResult } from '../../harness/result.ts';
import {
  explained,
  hostile,
  lostRows,
  quiet,
  report,
  result,
  surprise,
  toldInFull,
} from '../fixtures/report.ts';
import { consoleReport } from './report.ts';

const style = { paint: new Chalk({ level: 0 }), width: 80 };
const paths = { json: 'reports/out/report.json', html: 'reports/out/index.html' };
const textOf = (results: readonly ScenarioResult[], more: Partial<Report> = {}): string =>
  consoleReport(report(results, more), paths, style);
const news = (variant: string, more: Partial<ScenarioResult> = {}): ScenarioResult => ({
  ...surprise,
  variant,
  findings: [lostRows],
  ...more,
});
const missed = quiet('p4', {
  expected: 'violated',
  asExpected: false,
  invariants: [{ id: 'no-lost-rows', expected: 'violated', verdict: 'not-found' }],
});
const broken = quiet('p5', { verdict: 'error', asExpected: false, reason: 'TypeError: x\n    at y.ts:1' });

/** Lines as a terminal of 80 columns shows them: a longer one takes several. */
const screenLines = (text: string): string[] =>
  text
    .trimEnd()
    .split('\n')
    .flatMap((line) => (line === '' ? [''] : (line.match(/.{1,80}/g) ?? [])));

describe('the console report', () => {
  it('has one table for a component: what the worst scenario says of each invariant that is worth a look', () => {
    const other = { scenario: 'batch-writer/other', title: 'another story' };
    const text = textOf([result(), quiet('p2'), quiet('p1-cancel-on-stop', other), quiet('p2', other)]);
    expect(text).toMatch(
      /^batch-writer · 2 scenarios\n +p1-cancel-on-stop p2\n {2}no-lost-rows ✗† +○\n {2}and 1 invariant that no run broke$/m,
    );
    expect(text).not.toContain('another story');
  });

  it('lends no scenario the remark of another', () => {
    const expectedAnyway = result({
      scenario: 'batch-writer/other',
      invariants: [{ id: 'no-lost-rows', expected: 'violated', verdict: 'violated' }],
    });
    const doubted = result({
      invariants: [{ id: 'no-lost-rows', expected: 'holds', claimed: 'violated', verdict: 'not-found' }],
      findings: [],
    });
    expect(textOf([expectedAnyway, doubted])).toMatch(/^ {2}no-lost-rows ✗$/m);
    expect(textOf([doubted])).toMatch(/^ {2}no-lost-rows ○†$/m);
  });

  it('has a line for each scenario where the variants are too many for the width', () => {
    const many = Array.from({ length: 30 }, (_, n) => quiet(`v${n}-one-of-many-of-its-kind`));
    const text = textOf([result(), ...many]);
    expect(text).toMatch(/^ {2}shutdown while a batch commits +✗ p1-cancel-on-stop$/m);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('names the invariants of a component in which nothing was found', () => {
    expect(textOf([quiet('p2')])).toContain('no run broke no-lost-rows, no-duplicate-rows');
  });

  it('leaves expected failures to the page', () => {
    const text = textOf([result()]);
    expect(text).not.toContain('lost 2 of 4 rows');
    expect(text).toMatch(/^the verdict is as expected\n1 expected failure · 1,000 schedules/m);
  });

  it('tells the first unexpected failure, what to do next, and the verdict within the last 40 lines', () => {
    const clauses = Array.from({ length: 60 }, (_, n) => `\`writer: db.commit#${n}\` was held until ever`);
    const long = { ...explained, clauses, token: `hd1.${'x'.repeat(300)}` };
    const all = Array.from({ length: 30 }, (_, n) => news(`p${n}`, { findings: [long] }));
    const end = screenLines(textOf([result(), ...all, missed])).slice(-40);
    const at = (start: string): number => end.findIndex((line) => line.startsWith(start));
    expect(at('Not as expected')).toBeGreaterThanOrEqual(0);
    expect(at('lost 2 of 4 rows: r1, r2')).toBeGreaterThan(at('Not as expected'));
    expect(at('replay: npx heddle replay hd1.')).toBeGreaterThan(at('lost 2'));
    expect(at('next:   ')).toBeGreaterThan(at('replay: '));
    expect(at('and 30 others')).toBeGreaterThan(at('next:   '));
    expect(at('31 of 32 verdicts not as expected')).toBeGreaterThan(at('and 30 others'));
  });

  it('tells damage, place, cause, the cause in data, the command, and what to type next', () => {
    const lines = textOf([news('p3', { findings: [explained] })]).split('\n');
    const from = lines.indexOf('Not as expected');
    expect(lines.slice(from, lines.indexOf('', from))).toEqual([
      'Not as expected',
      expect.stringMatching(
        /^lost 2 of 4 rows: r1, r2 +batch-writer \/ p3 \/ shutdown while a batch commits$/,
      ),
      'everything was prompt, except:',
      '  `writer: db.commit#1` was held until `sigterm: start#1`',
      'sigterm read BatchWriter.#batch (batch-writer.ts:31) before writer wrote it',
      '(batch-writer.ts:18); in the nearest passing run it is the other way round',
      'replay: npx heddle replay hd1.AbCdEf-_123',
      'next:   mend it, or say in its scenario that it is expected; then npx heddle run',
      '        batch-writer/shutdown-while-a-batch-commits --variant p3',
    ]);
  });

  it('tells how far a delivery can move before the outcome is another', () => {
    const text = textOf([news('p3', { findings: [toldInFull] })]);
    expect(text).toMatch(
      /^fails if `writer: db.commit#1` comes as step 4; passes as step 3\nreplay: npx heddle replay /m,
    );
  });

  it('begins with what is wrong with the harness or a scenario, and keeps stacks out', () => {
    const text = textOf([news('p3'), missed, broken]);
    expect(text).toMatch(/^Not as expected\nerror: TypeError: x\nbatch-writer \/ p5 \/ /m);
    expect(text).not.toContain('y.ts:1');
    expect(text).toMatch(
      /^and 2 others\n +#1 lost 2 of 4 rows: r1, r2 .*\n +no-lost-rows: expected to be vio/m,
    );
  });

  it('says what to do where an expected violation was not found', () => {
    const text = textOf([missed]).replaceAll(/\n +/g, ' ');
    expect(text).toContain('no-lost-rows: expected to be violated, but not found in 1,000 schedules');
    expect(text).toContain(
      'if it is mended, say so in its scenario; else give it more schedules; then npx heddle run batch-writer/shutdown-while-a-batch-commits --variant p4',
    );
  });

  it('tells the rest of a result of which it has told a failure', () => {
    const both = news('p3', { invariants: [...surprise.invariants, ...missed.invariants] });
    const second = {
      ...both.invariants[1],
      id: 'no-duplicate-rows',
      expected: 'violated',
      verdict: 'unknown',
    } as const;
    const text = textOf([{ ...both, invariants: [...surprise.invariants, second] }]);
    expect(text).toContain('and 1 other');
    expect(text).toContain('no-duplicate-rows: expected to b');
  });

  it('says how to print all of it, where the report is kept', () => {
    const text = (isKept: boolean): string => consoleReport(report([result()]), { ...paths, isKept }, style);
    expect(text(true)).toMatch(/^all: {4}npx heddle report --verbose reports\/out\/report.json$/m);
    expect(text(false)).not.toContain('heddle report');
  });

  it('says that nothing ran where nothing ran', () => {
    expect(textOf([])).toMatch(/^nothing ran · no failure/m);
    expect(textOf([quiet('p0', { verdict: 'n/a', reason: 'by design' })]).replaceAll('\n', ' ')).toContain(
      'nothing ran: 1 scenario × variant, none of which applies',
    );
    expect(textOf([])).not.toContain('as expected');
  });

  it('obeys no control character', () => {
    const text = textOf([surprise, quiet(hostile)]);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\\u001b[31m');
  });

  it.each([60, 80, 100, 140])('keeps to %i columns but for what is to be copied', (width) => {
    const text = consoleReport(report([result(), news('p3'), missed, broken]), paths, { ...style, width });
    expect(text.split('\n').filter((line) => line.length > width && !/npx heddle/.test(line))).toEqual([]);
  });
});
