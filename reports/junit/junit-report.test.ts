import { describe, expect, it } from 'vitest';
import { quiet, report, result, surprise } from '../fixtures/report.ts';
import { junitReport } from './junit-report.ts';

const options = {
  reportPath: 'reports/out/report.json',
  fileOf: (scenario: string) => `scenarios/${scenario}.scenario.ts`,
};
const missed = quiet('p1', {
  expected: 'violated',
  asExpected: false,
  invariants: [{ id: 'no-lost-rows', expected: 'violated', verdict: 'not-found' }],
});
const broken = quiet('p2', {
  verdict: 'error',
  asExpected: false,
  reason: 'TypeError: x is <undefined>\n    at y.ts:1',
});

describe('the JUnit report', () => {
  it('is as it was agreed', async () => {
    const inapplicable = quiet('noop', { verdict: 'n/a', reason: 'by design' });
    const all = report([result(), surprise, missed, broken, inapplicable]);
    await expect(junitReport(all, options)).toMatchFileSnapshot('junit.golden.xml');
  });

  it('holds the replay command in the text of the failure, and the system as class name', () => {
    const xml = junitReport(report([surprise]), options);
    expect(xml).toMatch(/<testcase classname="batch-writer" name="[^"]*\(p3-stop-event\)"/);
    expect(xml).toMatch(/<failure [^>]*>[^<]*replay: npx heddle replay hd1\.AbCdEf-_123<\/failure>/);
  });

  it('lets no text of a run out of its place', () => {
    const xml = junitReport(report([surprise]), options);
    expect(xml).not.toContain('<img');
    expect(xml).not.toContain('\u001b');
    expect(xml).toContain('\\u001b[31m');
  });

  it('shows half a surrogate pair, which XML cannot hold, and keeps a whole one', () => {
    const xml = junitReport(report([quiet('p4', { title: 'a\ud800b 😀 \uffff' })]), options);
    expect(xml).toContain('a\\ud800b 😀 \\uffff (p4)');
  });
});
