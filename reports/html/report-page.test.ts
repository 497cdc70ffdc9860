import { describe, expect, it } from 'vitest';
import { findingKinds } from '../../harness/core/finding.ts';
import { lostRows, quiet, report, result, step, surprise } from '../fixtures/report.ts';
import { htmlReport } from './report-page.ts';
import { pageOf } from './view-model.ts';

const options = { reportPath: 'reports/out/report.json', kinds: findingKinds };
const full = report([result(), surprise, quiet('hardened')]);

describe('what the page shows', () => {
  const page = pageOf(full, options);

  it('says in a sentence what was asked and found', () => {
    expect(page.sentence).toBe('3 verdicts from 3,000 schedules: 1 not as expected, 2 failures found.');
  });

  it('has unexpected failures first, under the numbers that replay them', () => {
    expect(page.failures.map(({ number, expected }) => [number, expected])).toEqual([
      [2, false],
      [1, true],
    ]);
  });

  it('leads from a cell to the failure that shows it', () => {
    const [whole, invariant] = page.matrices[0]?.rows ?? [];
    expect(whole?.cells.map((cell) => cell?.failure)).toEqual([1, 2, undefined]);
    expect(invariant?.cells.map((cell) => cell?.word)).toEqual(['violated', 'violated', 'not found']);
    expect(invariant?.cells[0]?.note).toBe('claimed by its source: holds');
    expect(invariant?.cells[1]?.asExpected).toBe(false);
  });

  it('tells damage, cause, and command, and marks the held and the violating step', () => {
    const failure = page.failures[1];
    expect(failure?.damage).toBe('lost 2 of 4 rows: r1, r2');
    expect(failure?.clauses).toEqual(['`writer: db.commit#1` was held until `sigterm: start#1`']);
    expect(failure?.command).toBe('npx heddle replay hd1.AbCdEf-_123');
    const [stretch] = failure?.stretches ?? [];
    const last = stretch?.type === 'steps' ? stretch.steps.at(-1) : undefined;
    expect(last).toMatchObject({ violating: true, heldUntil: 'sigterm: start#1', event: 'db.commit#1' });
  });

  it('explains the kinds that occur', () => {
    expect(page.kinds).toEqual([{ kind: 'lost-row', sentence: findingKinds['lost-row'] }]);
  });
});

describe('the page', () => {
  const text = htmlReport(full, options);

  it('allows nothing from elsewhere', () => {
    expect(text).toContain(
      `http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; script-src &#39;unsafe-inline&#39;`,
    );
    expect(text).not.toMatch(/(?:src|href)="(?!#)/);
  });

  it('sets hostile text as text', () => {
    expect(text).not.toContain('<img');
    expect(text).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(text.match(/<\/script>/g)).toHaveLength(1);
    expect(text).not.toContain('\u001b');
  });

  it('is readable without its script', () => {
    const unscripted = text.replace(/<script>[\s\S]*<\/script>/, '');
    for (const part of [
      'lost 2 of 4 rows: r1, r2',
      'npx heddle replay hd1.AbCdEf-_123',
      'not as expected',
      'db.commit#1',
    ]) {
      expect(unscripted).toContain(part);
    }
  });

  it('stays small with many long failures', () => {
    const steps = Array.from({ length: 400 }, (_, n) => step(n + 1, 'writer', `db.insert(row-${n})#1`));
    const findings = [{ ...lostRows, steps }];
    const many = Array.from({ length: 60 }, (_, n) => result({ scenario: `a/s${n}`, findings }));
    expect(htmlReport(report(many), options).length).toBeLessThan(1_200_000);
  });

  it('is the same for the same report', () => {
    expect(htmlReport(full, options)).toBe(text);
  });
});
