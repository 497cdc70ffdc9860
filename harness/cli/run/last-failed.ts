import type { Exploration } from '../project/select.ts';
import { readReport } from '../report/read-report.ts';
import { reportFiles } from '../report/kept-reports.ts';

/**
 * Those whose last result was not as expected, by the reports of the output folder: that of the last whole run, and
 * those of parts that ran since.
 * @throws UsageError where there is no report
 */
export function lastFailed(
  all: readonly Exploration[],
  outputDir: string,
  cwd: string,
): readonly Exploration[] {
  const last = new Map<string, boolean>();
  for (const file of reportFiles(outputDir).toReversed()) {
    const { results } = readReport(file, cwd);
    for (const { scenario, variant, asExpected } of results) last.set(key(scenario, variant), asExpected);
  }
  return all.filter(({ id, variant }) => last.get(key(id, variant)) === false);
}

function key(scenario: string, variant: string): string {
  return `${scenario} ${variant}`;
}
