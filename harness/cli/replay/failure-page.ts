import path from 'node:path';
import { foldTexts } from '../../../reports/fold-texts.ts';
import { htmlFiles } from '../../../reports/html/report-page.ts';
import { UsageError } from '../../core/usage-error.ts';
import { version } from '../../core/version.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import { type Report, SCHEMA_VERSION } from '../../result.ts';
import type { LoadedScenario } from '../project/load-scenarios.ts';
import { isViolationExpected } from '../../verdict.ts';
import { occurringKinds } from '../../explore/occurring-kinds.ts';
import { UnwritableError } from '../../files/unwritable.ts';
import { writeWhole } from '../../files/write-whole.ts';
import { shown } from '../report/read-report.ts';
import { makeOutputFolder } from '../report/output-folder.ts';
import { replayedFinding } from '../../replay/replayed-finding.ts';
import { invariantResults, nothingExplored, scenarioResult } from '../../explore/scenario-result.ts';

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
  const report = foldTexts(reportOf(loaded, variant, result));
  const [page] = htmlFiles(report, { reportPath: path.join(outputDir, 'report.json') });
  if (page === undefined) throw new Error('The report has no page.');
  makeOutputFolder(outputDir);
  const file = path.join(outputDir, PAGE_FILE);
  try {
    writeWhole(file, page.text);
  } catch (error) {
    throw new UnwritableError(shown(file, process.cwd()), error);
  }
  return file;
}

/** A report of one run: nothing was explored, so only what the run broke is known. */
function reportOf({ id, scenario }: LoadedScenario, variant: string, result: ReplayResult): Report {
  const findings = result.findings.map((finding) => replayedFinding(result, finding, 'replay'));
  const broken = new Set(findings.map(({ invariant }) => invariant));
  const subject = { id, scenario, variantId: variant };
  const invariants = invariantResults(subject, (invariant) => ({
    verdict: broken.has(invariant) ? 'violated' : 'not-found',
  }));
  const exploration = { ...nothingExplored, schedules: 1, distinct: 1, failing: 1, workloads: 1 };
  const known = { verdict: 'violated', invariants, exploration, findings, durationMs: 0 } as const;
  // One run cannot show that an expected violation is not to be found.
  const asExpected = findings.every(({ invariant }) => isViolationExpected(invariants, invariant));
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'heddle', version },
    seed: 0,
    runs: 1,
    interrupted: false,
    results: [{ ...scenarioResult(subject, known), asExpected }],
    kinds: occurringKinds([{ findings }], [scenario]),
    timing: { startedAt: new Date().toISOString(), durationMs: 0 },
  };
}
