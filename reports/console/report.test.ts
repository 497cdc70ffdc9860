import { Chalk } from 'chalk';
import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../harness/result.ts';
import { lostRows, quiet, report, result, step, surprise } from '../fixtures/report.ts';
import { consoleReport } from './report.ts';

const style = { paint: new Chalk({ level: 0 }), width: 100 };
const paths = { json: 'reports/out/report.json', html: 'reports/out/index.html' };
const textOf = (...results: ScenarioResult[]): string => consoleReport(report(results), paths, style, true);

describe('the console report in detail', () => {
  it('tells a failure as damage and place, cause, and last the replay command', () => {
    const lines = textOf(result()).split('\n');
    const at = lines.findIndex((line) => line.startsWith('lost 2 of 4 rows: r1, r2'));
    expect(lines[at]).toMatch(/ {2,}batch-writer \/ p1-cancel-on-stop \/ shutdown while a batch commits$/);
    expect(lines.slice(at + 1, at + 4)).toEqual([
      'everything was prompt, except:',
      '  `writer: db.commit#1` was held until `sigterm: start#1`',
      'replay: npx heddle replay hd1.AbCdEf-_123',
    ]);
  });

  it('shows one expected failure of a component in full and the others on a line with their number', () => {
    const text = textOf(result(), result({ variant: 'p2-shielded-flush' }));
    expect(text.match(/^replay: /gm)).toHaveLength(1);
    expect(text).toMatch(
      /^ {3}#2 lost 2 of 4 rows: r1, r2 +p2-shielded-flush \/ shutdown while a batch commits$/m,
    );
    expect(text).toContain('npx heddle replay reports/out/report.json#<n>');
  });

  it('says in the table how many of the possible workloads a proof covers, where that is not all', () => {
    const proof = (variant: string, workloads: number): ScenarioResult =>
      quiet(variant, {
        verdict: 'exhausted',
        exploration: { ...quiet('').exploration, workloads, possibleWorkloads: 40 },
      });
    const text = textOf(proof('some', 12), proof('all', 40));
    expect(text).toMatch(/^shutdown while a batch commits +● 12\/40 +●$/m);
    expect(text).toContain('12/40 so many of the possible workloads');
    expect(textOf(proof('all', 40))).not.toContain('possible workloads');
  });

  it('says in the table where runs stand for others', () => {
    const reduced = {
      runs: 452,
      blocked: 31,
      standsFor: 10_870,
      workloads: 6,
      time: 'constraints' as const,
      audited: 2,
      swapped: 41,
    };
    const proof = quiet('some', { verdict: 'exhausted', exploration: { ...quiet('').exploration, reduced } });
    const text = textOf(proof);
    expect(text).toMatch(/^shutdown while a batch commits +●~$/m);
    expect(text).toContain('~ complete up to equivalent orders');
    expect(textOf(quiet('all', { verdict: 'exhausted' }))).not.toContain('~');
  });

  it('says what a fault menu names in vain, where no variant has it', () => {
    const lacking = (variant: string, ...unmetFaults: string[]): ScenarioResult =>
      quiet(variant, { exploration: { ...quiet('').exploration, unmetFaults } });
    const [a, b] = ["the task 'a'", "the operation 'b'"] as const;
    expect(textOf(lacking('one', a, b), lacking('two', b)).replaceAll('\n', ' ')).toMatch(
      / batch-writer\/\S+: its fault menu names the operation 'b', which no run has\. /,
    );
    expect(textOf(lacking('one', a), lacking('two', b), quiet('three'))).not.toContain('fault menu');
  });

  it('shows one failure of a signature once', () => {
    const text = textOf(result({ findings: [lostRows, { ...lostRows, message: 'lost 1 of 4 rows: r3' }] }));
    expect(text).not.toContain('r3');
    expect(text).toContain('1 expected failure');
  });

  it('shows every unexpected failure in full, brackets its cell, and says what was expected', () => {
    const text = textOf(result(), surprise);
    expect(text).toContain('1.0.walk.37 (found in run 49 of 1,000;');
    expect(text).toContain('Not expected: 1 failure');
    expect(text).toMatch(/^shutdown while a batch commits .*✗ .*\[✗\]$/m);
    expect(text).toContain('no-lost-rows: expected to hold, but violated');
    expect(text).toContain('1 of 2 verdicts not as expected');
  });

  it('shows the steps of an unexpected failure, held events marked, in about 40 lines, the command last', () => {
    const steps = [
      ...Array.from({ length: 90 }, (_, n) => step(n + 1, `task${n % 6}`, `tick#${n + 1}`)),
      step(91, 'writer', 'db.commit#1', { heldUntil: 'sigterm: start#1', createdAt: 20 }),
    ];
    const news = { ...surprise, findings: [{ ...lostRows, steps, violatingStep: 91 }] };
    const lines = textOf(news).split('\n');
    const from = lines.indexOf('Not expected: 1 failure');
    const to = lines.findIndex((line) => line.startsWith('replay: '));
    expect(to - from).toBeLessThanOrEqual(42);
    expect(lines.slice(from, to).some((line) => /^✗ +91 .*◆ +db\.commit#1 +◆ held until/.test(line))).toBe(
      true,
    );
  });

  it('says what became of kept failures, and how to record them anew', () => {
    const file = 'scenarios/a/b.failures/v--k--i.json';
    const difference = 'step 3: not as recorded.';
    const corpus = [
      { file, finding: 'k/i', status: 'drifted', violates: true, difference },
      { file, finding: 'k/j', status: 'fails', violates: true },
    ] as const;
    const text = textOf(result({ corpus }));
    expect(text).toContain('corpus: 2 kept failures ran first, 1 as recorded, 1 drifted');
    expect(text).toContain(difference);
    expect(text).toContain('It still fails in the same way.');
    expect(text).toContain('npx heddle run --update');
    expect(textOf(result())).not.toContain('corpus');
  });

  it('says when an expected violation was not found, and in how many schedules', () => {
    const missed = quiet('p1-cancel-on-stop', {
      expected: 'violated',
      asExpected: false,
      invariants: [{ id: 'no-lost-rows', expected: 'violated', verdict: 'not-found' }],
    });
    expect(textOf(missed)).toContain(
      'no-lost-rows: expected to be violated, but not found in 1,000 schedules',
    );
  });

  it('marks what contradicts its source', () => {
    const text = textOf(result());
    expect(text).toContain('✗†');
    expect(text).toContain('† its source claims otherwise');
  });

  it('sets documented and measured figures one above the other', () => {
    const documented = {
      source: 'batch-writer-pr',
      columns: ['rows', 'p50 ms'],
      figures: { rows: 8_418, 'p50 ms': '750' },
    };
    const text = textOf(result({ documented, measures: { rows: 7_123, 'p50 ms': 812.345 } }));
    expect(text).toMatch(/documented +8,418 +750$/m);
    expect(text).toMatch(/measured +7,123 +812.3$/m);
  });

  it('tells equal figures once, and no dashes for what no source gives', () => {
    const documented = { source: 'batch-writer-pr', columns: ['rows'], figures: {} };
    const measured = (variant: string, rows: number): ScenarioResult =>
      result({ variant, documented, measures: { rows } });
    const text = textOf(measured('p1', 7), measured('p2', 8), measured('p3', 7));
    expect(text).toMatch(/^p1, p3\n +measured +7\np2\n +measured +8$/m);
    expect(text).not.toMatch(/^ +documented/m);
  });

  it('keeps to its width with many variants of long names', () => {
    const many = Array.from({ length: 17 }, (_, n) => quiet(`v${n}-one-of-many-with-a-long-name`));
    for (const line of textOf(...many).split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });

  it.each([60, 80, 100, 140])('keeps to %i columns but for what is to be copied', (width) => {
    const text = consoleReport(report([result(), quiet('p2')]), paths, { ...style, width }, true);
    const long = text.split('\n').filter((line) => line.length > width && !/npx heddle/.test(line));
    expect(long).toEqual([]);
  });

  it('shows control characters and obeys none', () => {
    const text = textOf(surprise);
    expect(text).not.toContain('\u001b');
    expect(text).toContain('\\u001b[31m');
  });

  it('keeps stacks out of reasons', () => {
    const broken = quiet('p0', {
      verdict: 'error',
      asExpected: false,
      reason: 'TypeError: x\n    at y.ts:1',
      invariants: [],
    });
    expect(textOf(broken)).toContain('error: TypeError: x');
    expect(textOf(broken)).not.toContain('y.ts:1');
  });

  it('names a failure by its place in the file where it has no token', () => {
    const { token: _, ...large } = lostRows;
    expect(textOf(result({ findings: [large] }))).toContain('npx heddle replay reports/out/report.json#1');
  });
});
