import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Chalk } from 'chalk';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { consoleReport } from '../../../reports/console/report.ts';
import { lostRows, quiet, report, result, step, surprise } from '../../../reports/fixtures/report.ts';
import { foldTexts } from '../../../reports/fold-texts.ts';
import { annotations } from '../../../reports/github/annotations.ts';
import { stepSummary } from '../../../reports/github/step-summary.ts';
import { htmlReport } from '../../../reports/html/report-page.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import { junitReport } from '../../../reports/junit/junit-report.ts';
import { tapReport } from '../../../reports/tap/tap-report.ts';
import type { Report, ReportedFinding, ScenarioResult } from '../../result.ts';
import { Spool } from '../../files/spool.ts';
import { spooled } from './spooled.ts';

let folder: string;
let spool: Spool;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'heddle-spooled-'));
  spool = new Spool(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A finding of `count` steps. @param name stands in each, so that no two findings share their texts */
function longFinding(name: string, count: number): ReportedFinding {
  const steps = Array.from({ length: count }, (_, n) =>
    step(n + 1, 'writer', `db.insert(${name}-${n})#1`, {
      alternatives: [`reader: db.get(${name}-${n})#1`],
      created: [`writer: db.insert(${name}-${n + 1})#1`],
      location: `src/${name}.ts:${n}`,
      state: { rows: { [name]: n } },
    }),
  );
  const [, ...others] = steps;
  return { ...lostRows, steps, ...(lostRows.passing && { passing: { ...lostRows.passing, steps: others } }) };
}

it('every reporter writes the same of results whose steps are on the disk', () => {
  const { passing: _, ...alone } = lostRows;
  const results = [
    result({ findings: [longFinding('x'.repeat(10_000), 3), longFinding('b', 90), alone] }),
    surprise,
    quiet('hardened'),
  ];
  const style = { paint: new Chalk({ level: 0 }), width: 120 };
  const told = (whole: Report): readonly string[] => {
    const readable = foldTexts(whole);
    return [
      ...[reportJson(whole), htmlReport(readable, { reportPath: 'report.json' })].map((pieces) =>
        [...pieces].join(''),
      ),
      junitReport(readable, { reportPath: 'report.json', fileOf: (scenario) => scenario }),
      tapReport(readable, 'report.json'),
      annotations(readable, 'report.json', (scenario) => ({ file: scenario, line: 1 })),
      stepSummary(readable, 'report.json'),
      consoleReport(readable, { json: 'report.json' }, style, true),
    ];
  };
  const light = results.map((one) => spooled(one, spool));
  expect(told(report(light))).toEqual(told(report(results)));
});

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

it('500 results of 80 kB take the memory of what tables need, and so they do while they are written', () => {
  const heavy = (n: number): ScenarioResult =>
    structuredClone(
      result({ variant: `v${n}`, findings: ['a', 'b', 'c'].map((cause) => longFinding(`${cause}${n}`, 50)) }),
    );
  expect(JSON.stringify(heavy(1)).length).toBeGreaterThan(80_000);
  const before = heapMb();
  const light = report(Array.from({ length: 500 }, (_, n) => spooled(heavy(n), spool)));
  expect(heapMb() - before).toBeLessThan(8);
  let [written, pieces] = [0, 0];
  for (const piece of reportJson(light)) {
    written += piece.length;
    if (pieces++ % 200 === 0) expect(heapMb() - before).toBeLessThan(8);
  }
  expect(written).toBeGreaterThan(40_000_000);
});
