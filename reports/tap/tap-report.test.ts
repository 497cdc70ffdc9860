import { describe, expect, it } from 'vitest';
import { quiet, report, result, surprise } from '../fixtures/report.ts';
import { tapReport } from './tap-report.ts';

const path = 'reports/out/report.json';

describe('the TAP report', () => {
  it('is as it was agreed', async () => {
    const inapplicable = quiet('noop', { verdict: 'n/a', reason: 'by design # 1' });
    const all = report([result(), surprise, inapplicable]);
    await expect(tapReport(all, path)).toMatchFileSnapshot('tap.golden.txt');
  });

  it('bails out where the run was interrupted', () => {
    expect(tapReport(report([result()], { interrupted: true }), path)).toMatch(/^Bail out! interrupted$/m);
  });

  it('takes no text of a run for a directive', () => {
    const text = tapReport(report([quiet('v # TODO later')]), path);
    expect(text).toContain(String.raw`v \# TODO later`);
  });
});
