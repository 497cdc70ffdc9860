import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { report, result, surprise } from '../../../reports/fixtures/report.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import type { Report } from '../../result.ts';
import { TestProject } from '../fixtures/spawn-heddle.ts';

function projectWith(file: string, whole: Report): TestProject {
  const project = TestProject.ofTest();
  project.write(file, [...reportJson(whole)].join(''));
  return project;
}

it('a report is written once more, with the page beside it, and ends as its run ended', async () => {
  const project = projectWith('old/report.json', report([result(), surprise]));
  const { code, stdout } = await project.heddle(['report', 'old/report.json', '--verbose']);
  expect(stdout).toContain('Not expected: 1 failure');
  expect(stdout).toMatch(/^report: old\/index\.html$/m);
  expect(project.read('old/index.html')).toContain('id="summary"');
  expect(existsSync(path.join(project.root, 'reports/out'))).toBe(false);
  expect(code).toBe(1);
});

it('a folder is named as well, other reporters write elsewhere, and failures are those of the file', async () => {
  const project = projectWith('old/report.json', report([result()]));
  const { code, stdout } = await project.heddle(
    'report old --reporter junit,default --output-dir new'.split(' '),
  );
  expect(stdout).toContain('npx heddle report --verbose old/report.json');
  expect(readFileSync(path.join(project.root, 'new/junit.xml'), 'utf8')).toContain('</testsuites>');
  expect(existsSync(path.join(project.root, 'old/index.html'))).toBe(false);
  expect(code).toBe(0);
});

it('without a name it is the last one, and it says which', async () => {
  const project = projectWith('reports/out/report.json', report([result()], { filter: 'batch' }));
  const { code, stderr } = await project.heddle(['report', '--reporter', 'default']);
  expect(stderr).toBe('reports/out/report.json, of 2024-01-01 00:00 UTC, a run of "batch"\n');
  expect(code).toBe(0);
});

it.each([
  [
    '{"schemaVersion": 0}',
    'report.json has schema version 0; this heddle reads 1. Run again: npx heddle run',
  ],
  ['{"results": []}', 'report.json is not a report of heddle.'],
  ['<html>', 'report.json is not JSON.'],
])('%s is one clear line, and 2', async (text, line) => {
  const project = TestProject.ofTest();
  project.write('report.json', text);
  const { code, stdout, stderr } = await project.heddle(['report', 'report.json']);
  expect(stderr).toBe(`heddle: ${line}\n`);
  expect([code, stdout]).toEqual([2, '']);
});

it('what it reads is not written over', async () => {
  const project = projectWith('old/report.json', report([result()]));
  const { code, stderr } = await project.heddle(['report', 'old', '--reporter', 'json']);
  expect(stderr).toMatch(/^heddle: report would write over old\/report\.json, which it reads/);
  expect(code).toBe(2);
});
