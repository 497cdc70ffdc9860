import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { consoleReport, type ReportPaths } from '../../reports/console/report.ts';
import { htmlReport } from '../../reports/html/report-page.ts';
import { reportJson } from '../../reports/json/report-json.ts';
import { findingKinds } from '../core/finding.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Report } from '../result.ts';
import type { Io } from './console-io.ts';
import { reporterNames, type ReporterName } from './reporter-names.ts';

export const REPORT_FILE = 'report.json';
const PAGE_FILE = 'index.html';

interface ReporterContext {
  readonly outputDir: string;
  readonly paths: ReportPaths;
  readonly out: Io['out'];
}

const reporters: Readonly<Record<ReporterName, (report: Report, context: ReporterContext) => void>> = {
  json: (report, { outputDir }) => writeFileSync(path.join(outputDir, REPORT_FILE), reportJson(report)),
  html: (report, { outputDir, paths }) =>
    writeFileSync(
      path.join(outputDir, PAGE_FILE),
      htmlReport(report, { reportPath: paths.json, kinds: findingKinds }),
    ),
  default: (report, { out, paths }) => out.write(consoleReport(report, paths, out.style)),
};

/**
 * Whether report files can be written there; asked before a long exploration, not after it.
 * @throws UsageError where they cannot
 */
export function prepareOutput(outputDir: string, names: readonly string[]): void {
  if (!names.some((name) => name !== 'default')) return;
  try {
    mkdirSync(outputDir, { recursive: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UsageError(`--output-dir: cannot make the folder "${outputDir}"${code}.`, { cause: error });
  }
}

/** Lets each reporter write, files first, so that the terminal's text can point to them. */
export function writeReports(report: Report, names: readonly string[], outputDir: string, io: Io): void {
  const relative = path.relative(io.cwd, outputDir) || '.';
  const shown = relative.startsWith('..') ? outputDir : relative;
  const paths: ReportPaths = {
    json: path.join(shown, REPORT_FILE),
    ...(names.includes('html') && { html: path.join(shown, PAGE_FILE) }),
  };
  for (const name of reporterNames) {
    if (names.includes(name)) reporters[name](report, { outputDir, paths, out: io.out });
  }
}
