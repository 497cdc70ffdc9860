import path from 'node:path';
import type { Exploration } from '../project/select.ts';
import { readReport } from '../report/read-report.ts';
import { REPORT_FILE } from '../report/reporters.ts';

/**
 * Those whose last result was not as expected, by the report of the output folder.
 * @throws UsageError where there is no report
 */
export function lastFailed(
  all: readonly Exploration[],
  outputDir: string,
  cwd: string,
): readonly Exploration[] {
  const { results } = readReport(path.join(outputDir, REPORT_FILE), cwd);
  const failed = new Set(
    results.filter(({ asExpected }) => !asExpected).map(({ scenario, variant }) => key(scenario, variant)),
  );
  return all.filter(({ id, variant }) => failed.has(key(id, variant)));
}

function key(scenario: string, variant: string): string {
  return `${scenario} ${variant}`;
}
