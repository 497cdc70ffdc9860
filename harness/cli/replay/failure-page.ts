import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { htmlFiles } from '../../../reports/html/report-page.ts';
import { findingKinds } from '../../core/finding.ts';
import { UsageError } from '../../core/usage-error.ts';
import { version } from '../../core/version.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import { type Report, SCHEMA_VERSION } from '../../result.ts';
import type { LoadedScenario } from '../project/load-scenarios.ts';
import { makeOutputFolder } from '../report/output-folder.ts';
import { replayedFinding } from '../../replay/replayed-finding.ts';
import { unexplored } from '../../explore/unexplored.ts';

const PAGE_FILE = 'replay.html';

/**
 * Writes the failures of one replayed run as a page.
 * @returns where it stands
 * @throws UsageError where the run passes, or the folder cannot be written in
 */
export function writeFailurePage(
  loaded: LoadedScenario,
  variant: string,
  result: ReplayResult,
  outputDir: string,
): string {
  if (result.findings.length === 0) {
    throw new UsageError('replay --html shows a failure, and this run passes.');
  }
  const report = reportOf(loaded, variant, result);
  const [page] = htmlFiles(report, { reportPath: path.join(outputDir, 'report.json'), kinds: findingKinds });
  if (page === undefined) throw new Error('The report has no page.');
  makeOutputFolder(outputDir);
  const file = path.join(outputDir, PAGE_FILE);
  writeFileSync(file, page.text);
  return file;
}

/** A report of one run: nothing was explored, so only what the run broke is known. */
export function reportOf({ id, scenario }: LoadedScenario, variant: string, result: ReplayResult): Report {
  const findings = result.findings.map((finding) => replayedFinding(result, finding, 'replay'));
  const broken = new Set(findings.map(({ invariant }) => invariant));
  const { reason: _, ...base } = unexplored(id, scenario, variant, '');
  const invariants = base.invariants.map(
    (invariant) => ({ ...invariant, verdict: broken.has(invariant.id) ? 'violated' : 'not-found' }) as const,
  );
  const exploration = { ...base.exploration, schedules: 1, distinct: 1, failing: 1, workloads: 1 };
  const asExpected = invariants.every(
    ({ expected, verdict }) => expected === 'violated' || verdict !== 'violated',
  );
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'heddle', version },
    seed: 0,
    runs: 1,
    interrupted: false,
    results: [{ ...base, verdict: 'violated', asExpected, invariants, exploration, findings }],
    timing: { startedAt: new Date().toISOString(), durationMs: 0 },
  };
}
