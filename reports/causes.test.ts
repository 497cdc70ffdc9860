import { Chalk } from 'chalk';
import { expect, it } from 'vitest';
import type { ReportedFinding } from '../harness/result.ts';
import { consoleReport } from './console/report.ts';
import { bySignature, failuresOf } from './failures.ts';
import { lostRows, readBeforeWrite, report, result } from './fixtures/report.ts';
import { keptFailures } from './html/data/keep.ts';
import { summaryOf } from './html/data/summary-of.ts';
import { noFilter } from './html/model/filter.ts';
import { leavesOf } from './html/model/leaf.ts';
import { overviewOf } from './html/model/overview.ts';
import { reportFault } from './json/validator.ts';
import { junitReport } from './junit/junit-report.ts';
import { plainFailure } from './plain-failure.ts';

const byFault: ReportedFinding = {
  ...lostRows,
  cause: 'everything was prompt, except: `writer: db.insert(r1)#1` failed (error)',
  clauses: ['`writer: db.insert(r1)#1` failed (error)'],
  token: 'hd1.OtherToken',
  data: { ...readBeforeWrite, sentence: 'a read b before c wrote it' },
  count: 3,
};
const others = [{ kind: 'lost-row', invariant: 'no-lost-rows', count: 5 }];
const twoCauses = report([result({ findings: [lostRows, byFault], others })]);

const told = [
  'another cause, shown by 3 failing runs:',
  '`writer: db.insert(r1)#1` failed (error)',
  'a read b before c wrote it',
  'replay: npx heddle replay hd1.OtherToken',
  '5 failing runs more show none of the causes told here',
];

it('another cause of a failure is told below the first, with its own replay command, and the rest is counted', () => {
  const [failure, ...more] = bySignature(failuresOf(twoCauses));
  expect(more).toEqual([]);
  const lines = failure === undefined ? [] : plainFailure(failure, 'report.json');
  expect(lines.map((line) => line.trim()).slice(-told.length)).toEqual(told);
});

it('so it is on the terminal, as one failure', () => {
  const style = { paint: new Chalk({ level: 0 }), width: 120 };
  const text = consoleReport(twoCauses, { json: 'report.json' }, style, true);
  const lines = text.split('\n').map((line) => line.trim());
  const at = lines.indexOf(told[0] ?? '');
  expect(lines.slice(at, at + told.length)).toEqual(told);
  expect(text).toContain('1 expected failure ·');
});

it('and in a JUnit report', () => {
  const xml = junitReport(twoCauses, { reportPath: 'report.json', fileOf: (scenario) => scenario });
  for (const line of told) expect(xml).toContain(line);
});

it('on the page each cause is a failure of its own, and the matrix counts all runs that failed so', () => {
  const summary = summaryOf(twoCauses, keptFailures(twoCauses));
  expect(summary.failures.map(({ count, failing }) => [count, failing])).toEqual([
    [12, 20],
    [3, 20],
  ]);
  const { matrices } = overviewOf(summary, leavesOf(summary), noFilter);
  expect(JSON.stringify(matrices)).toContain('20 of 1,000');
});

it('the schema knows what was counted only', () => {
  expect(reportFault(twoCauses)).toBeUndefined();
  const none = report([result({ others: [{ ...others[0], count: 0 } as (typeof others)[0]] })]);
  expect(reportFault(none)).toMatch(/others\/0\/count/);
});
