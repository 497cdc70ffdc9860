import { describe, expect, it } from 'vitest';
import type { Report } from '../../harness/result.ts';
import {
  explained,
  hostile,
  lostRows,
  quiet,
  races,
  report,
  result,
  step,
  surprise,
} from '../fixtures/report.ts';
import { htmlFiles, htmlReport } from './report-page.ts';

const options = { reportPath: 'reports/out/report.json' };
const full = report([result({ findings: [explained] }), surprise, quiet('hardened')]);
const pageOf = (content: Report): string => [...htmlReport(content, options)].join('');

describe('the page', () => {
  const text = pageOf(full);
  const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];

  it('allows nothing from elsewhere, and of itself just its own script and style', () => {
    expect(policy).toMatch(/^default-src &#39;none&#39;/);
    expect(policy).toMatch(/script-src &#39;sha256-[\w+/=]+&#39;; style-src &#39;sha256-[\w+/=]+&#39;$/);
    expect(policy).not.toContain('unsafe');
    expect(text.replace(/<script>[\s\S]*?<\/script>/, '')).not.toMatch(/<[^>]+\s(?:src|href)="(?!#)/);
  });

  it('sets hostile text as text', () => {
    const unscripted = text.replace(/<script>[\s\S]*?<\/script>/, '');
    expect(unscripted).not.toContain('<img');
    expect(unscripted).toContain('&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;');
    expect(unscripted).toContain(String.raw`\u003c/script>\u003cimg`);
    expect(unscripted).not.toContain('\u001b');
    expect(hostile).toContain('\u001b');
  });

  it('is readable without its script', () => {
    const unscripted = text.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    for (const part of [
      'A row that was accepted is nowhere.',
      '3 variants of 1 component, 3,000 schedules: 2 failures found, 1 verdict of 3 not as expected.',
      'lost 2 of 4 rows: r1, r2',
      'npx heddle replay hd1.AbCdEf-_123',
      'not as expected',
      '✗   4      20 ms  writer: db.commit#1  ◆ held until sigterm: start#1',
      'in the nearest passing run it is the other way round',
      'sigterm: start#1  reads BatchWriter.#batch (batch-writer.ts:31): []',
    ]) {
      expect(unscripted).toContain(part);
    }
  });

  it('lists races for a reviewer, where somebody asked for them', () => {
    const plainOf = (page: string): string => page.replaceAll(/<script[\s\S]*?<\/script>/g, '');
    expect(plainOf(text)).not.toContain('Races for a reviewer');
    const raced = plainOf(pageOf(report([quiet('p1', { races })])));
    expect(raced).toContain('Races for a reviewer (2)');
    expect(raced.indexOf('no-lost-rows broke: lost 1 of 1 row: r1')).toBeLessThan(
      raced.indexOf('nothing was violated'),
    );
    expect(raced).toContain('npx heddle replay hd1.RaCe-1');
  });

  it('stays small with 60 failures of 400 steps', () => {
    const tasks = ['writer', 'reader', 'sigterm'];
    const steps = Array.from({ length: 400 }, (_, n) =>
      step(n + 1, tasks[n % 3] ?? '', `db.insert(row-${n})#1`, {
        alternatives: [`writer: db.insert(row-${n + 3})#1`],
        created: [`reader: db.insert(row-${n + 1})#1`],
        location: `systems/batch-writer/queued-writer.ts:${n % 90}`,
        state: { db: { rows: Array.from({ length: n % 20 }, (_, row) => ({ id: `r${row}`, n })) } },
      }),
    );
    const many = Array.from({ length: 60 }, (_, n) =>
      result({ scenario: `a/s${n}`, findings: [{ ...lostRows, steps: steps.slice(0, 400 - n) }] }),
    );
    expect(pageOf(report(many)).length).toBeLessThan(600_000);
  });

  it('bounds the text for readers without script, and says what is left out', () => {
    const steps = Array.from({ length: 50 }, (_, n) => step(n + 1, 'writer', `db.insert(row-${n})#1`));
    const findings = [{ ...lostRows, steps }];
    const many = Array.from({ length: 100 }, (_, n) => result({ scenario: `a/s${n}`, findings }));
    const [plain = ''] = pageOf(report(many)).split('<script type="application/json"');
    const [, shown = ''] = plain.split('<h2>Failures</h2>');
    expect(shown.length).toBeLessThan(120_000);
    expect(shown).toMatch(/\d+ further failures: shown where scripts may run/);
  });

  it('keeps at most 5 failures of one signature and says how many more there were', () => {
    const eight = Array.from({ length: 8 }, () => lostRows);
    const text = pageOf(report([result({ findings: eight })]));
    expect(text.match(/id="failure-\d+"/g)).toHaveLength(5);
    expect(text).toContain('3 further failures of the same signatures left out');
  });

  it('is made of pieces no longer than what is seen at once or one failure', () => {
    const steps = Array.from({ length: 400 }, (_, n) => step(n + 1, 'writer', `db.insert(${Math.sin(n)})#1`));
    const many = Array.from({ length: 100 }, (_, n) =>
      result({ scenario: `a/s${n}`, findings: [{ ...lostRows, steps }] }),
    );
    const [first = '', ...pieces] = htmlReport(report(many), options);
    expect(pieces.join('').length).toBeGreaterThan(150_000);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(15_000);
    expect(first).toContain('id="summary"');
  });

  it('is the same for the same report', () => {
    expect(pageOf(full)).toBe(text);
  });
});

describe('with external assets', () => {
  const [page = '', ...others] = htmlFiles(full, { ...options, assets: 'external' }).map(({ text }) =>
    [...text].join(''),
  );
  const names = htmlFiles(full, { ...options, assets: 'external' }).map(({ name }) => name);

  it('has script and style in files beside it, and a policy that allows no inline one', () => {
    expect(names).toEqual(['index.html', 'heddle-report.js', 'heddle-report.css']);
    expect(page).toContain('<script src="heddle-report.js">');
    expect(page).toContain('script-src &#39;self&#39;; style-src &#39;self&#39;"');
    expect(page).not.toMatch(/<script>|<style|style="|onclick/);
  });

  it('has a script of at most 80 kB', () => {
    expect(others[0]?.length).toBeLessThan(80_000);
  });
});
