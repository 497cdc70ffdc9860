import { describe, expect, it } from 'vitest';
import type { ScenarioResult } from '../../harness/result.ts';
import { lostRows, quiet, report, result, surprise } from '../fixtures/report.ts';
import { annotations } from './annotations.ts';
import { stepSummary, SUMMARY_BYTES_MOST } from './step-summary.ts';
import { workflowCommand } from './workflow-command.ts';

const path = 'reports/out/report.json';
const placeOf = (scenario: string) => ({ file: `scenarios/${scenario}.scenario.ts`, line: 12 });
const surprises = (count: number, more: Partial<ScenarioResult> = {}): ScenarioResult[] =>
  Array.from({ length: count }, (_, n) => ({ ...surprise, variant: `v${n}`, ...more }));

describe('a workflow command', () => {
  it('escapes what would end it', () => {
    const command = workflowCommand({
      level: 'error',
      title: 'a: b, c%\r\n',
      file: 'x,y.ts',
      line: 3,
      message: '100% a: b, c\r\nnext',
    });
    expect(command).toBe('::error file=x%2Cy.ts,line=3,title=a%3A b%2C c%25%0D%0A::100%25 a: b, c%0D%0Anext');
  });
});

describe('annotations', () => {
  it('stand at the scenario, with damage, cause, and the replay command', () => {
    const text = annotations(report([result(), surprise]), path, placeOf);
    expect(text).toMatch(
      /^::error file=scenarios\/batch-writer\/shutdown-while-a-batch-commits\.scenario\.ts,line=12,title=[^\n]*%0Areplay: npx heddle replay hd1\.AbCdEf-_123\n$/,
    );
    expect(text).toContain('no-lost-rows: expected to hold, but violated');
  });

  it('are at most 10, the last of which says how many results more there are', () => {
    const lines = annotations(report(surprises(11)), path, placeOf)
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toContain('2 results more are not as expected');
    expect(
      annotations(report(surprises(10)), path, placeOf)
        .trimEnd()
        .split('\n'),
    ).toHaveLength(10);
  });

  it('are none where all is as expected', () => {
    expect(annotations(report([result()]), path, placeOf)).toBe('');
  });
});

describe('the step summary', () => {
  it('is as it was agreed', async () => {
    const all = report([result(), quiet('hardened'), surprise], { stopped: '--bail: 3 of 9 ran.' });
    await expect(stepSummary(all, path)).toMatchFileSnapshot('step-summary.golden.txt');
  });

  it('stays below the bound, and says how much is left out', () => {
    const long = surprises(400, {
      findings: [{ ...lostRows, message: `lost ${'é'.repeat(5_000)}` }],
    });
    const text = stepSummary(report(long), path);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_BYTES_MOST);
    expect(text).toMatch(/…and \d+ results more, all of them in the report\.\n$/);
  });

  it('names kept failures that have drifted, with the first difference', () => {
    const difference = 'step 3: expected `x`, enabled were `y`.';
    const drifted = {
      file: 'a.json',
      finding: 'k/i',
      status: 'drifted',
      violates: false,
      difference,
    } as const;
    const text = stepSummary(report([quiet('p1', { corpus: [drifted] })]), path);
    expect(text).toContain('1 kept failure not as recorded');
    expect(text).toContain('- drifted a.json step 3: expected \\`x\\`');
    expect(text).toContain('`npx heddle run --update`');
  });

  it('shows markup and backticks of a run, and obeys none', () => {
    const title = '<img src=x> `a` | *b*';
    const tricky = { ...surprise, title, findings: [{ ...lostRows, message: 'a ``` b' }] };
    const text = stepSummary(report([tricky]), path);
    expect(text).not.toContain('<img');
    expect(text).toContain('````text\na ``` b');
  });
});
