import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { quiet, report, surprise } from '../../../reports/fixtures/report.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import type { Report, ScenarioResult } from '../../result.ts';
import { scenario } from '../../index.ts';
import { lastFailed } from '../run/last-failed.ts';
import { folderFor, forgetOldReports, lastReport, whichReport } from './kept-reports.ts';

function outputDir(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'heddle-kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

let minutes = 0;

/** Writes a report where it belongs, a minute after the one before, and gives its folder. */
function keep(output: string, filter: string | undefined, results: readonly ScenarioResult[] = []): string {
  const folder = folderFor(output, filter);
  const whole: Report = report(results, filter === undefined ? {} : { filter });
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'report.json');
  writeFileSync(file, [...reportJson(whole)].join(''));
  const at = new Date(Date.UTC(2024, 0, 1, 0, ++minutes));
  utimesSync(file, at, at);
  forgetOldReports(output);
  return path.relative(output, folder);
}

it('the report of a part does not take the place of that of the whole', () => {
  const output = outputDir();
  expect([undefined, 'a', 'b', undefined].map((filter) => keep(output, filter))).toEqual([
    '',
    'filtered/1',
    'filtered/2',
    '',
  ]);
});

it('where no whole is, the report of a part stands in its place', () => {
  const output = outputDir();
  expect(['a', 'b', undefined, 'c'].map((filter) => keep(output, filter))).toEqual([
    '',
    '',
    '',
    'filtered/1',
  ]);
});

it('what is no report is not written over by that of a part', () => {
  const output = outputDir();
  writeFileSync(path.join(output, 'report.json'), 'no report');
  expect(path.relative(output, folderFor(output, 'a'))).toBe('filtered/1');
});

it('five reports of parts are kept, and no number comes twice', () => {
  const output = outputDir();
  keep(output, undefined);
  for (let part = 1; part <= 7; part++) expect(keep(output, 'a')).toBe(`filtered/${part}`);
  const kept = [1, 2, 3, 7].map((part) => existsSync(path.join(output, 'filtered', String(part))));
  expect(kept).toEqual([false, false, true, true]);
  expect(existsSync(path.join(output, 'report.json'))).toBe(true);
});

it('the last report is the newest, of the whole or of a part, and says which it is', () => {
  const output = outputDir();
  const which = (): string => {
    const { file, report: last } = lastReport(output, output);
    return whichReport(file, last, output);
  };
  keep(output, undefined);
  expect(which()).toBe('report.json, of 2024-01-01 00:00 UTC');
  keep(output, 'batch-writer --variant p1');
  expect(which()).toBe(
    'filtered/1/report.json, of 2024-01-01 00:00 UTC, a run of "batch-writer --variant p1"',
  );
  keep(output, undefined);
  expect(which()).toBe('report.json, of 2024-01-01 00:00 UTC');
});

it('--last-failed goes by the last result of each, whichever report holds it', () => {
  const output = outputDir();
  const story = scenario(
    'story',
    { id: 's', variants: { only: {} } },
    { invariants: [], run: () => () => [] },
  );
  const id = surprise.scenario;
  const again = (): string[] =>
    lastFailed(
      ['one', 'two'].map((variant) => ({ id, file: '', scenario: story, variant })),
      output,
      output,
    ).map(({ variant }) => variant);
  keep(output, undefined, [
    { ...surprise, variant: 'one' },
    { ...surprise, variant: 'two' },
  ]);
  expect(again()).toEqual(['one', 'two']);
  keep(output, '--variant one', [quiet('one')]);
  expect(again()).toEqual(['two']);
  keep(output, '--variant one', [{ ...surprise, variant: 'one' }]);
  expect(again()).toEqual(['one', 'two']);
});
