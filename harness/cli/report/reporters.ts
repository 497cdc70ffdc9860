import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { consoleReport, type ReportPaths } from '../../../reports/console/report.ts';
import { annotations } from '../../../reports/github/annotations.ts';
import { stepSummary } from '../../../reports/github/step-summary.ts';
import { htmlFiles } from '../../../reports/html/report-page.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import { junitReport } from '../../../reports/junit/junit-report.ts';
import { tapReport } from '../../../reports/tap/tap-report.ts';
import type { Report } from '../../result.ts';
import type { Io } from '../process/console-io.ts';
import type { OptionsOf } from '../options/options.ts';
import { makeOutputFolder } from './output-folder.ts';
import type { Project } from '../project/project.ts';
import { shown } from './read-report.ts';
import { type ReporterName, reporterNames } from '../options/reporter-names.ts';
import { scenarioPlace } from '../project/scenario-place.ts';

export const REPORT_FILE = 'report.json';
const PAGE_FILE = 'index.html';
const JUNIT_FILE = 'junit.xml';

const REPORTERS_DEFAULT: readonly string[] = ['default', 'json', 'html'] satisfies ReporterName[];
const WRITES_NO_FILE: readonly string[] = ['default', 'tap', 'github'] satisfies ReporterName[];

/** Where reporters write, and what they may ask. */
export interface ReportTarget {
  readonly outputDir: string;
  readonly project: Project;
  readonly io: Io;
}

interface Context extends ReportTarget {
  readonly paths: ReportPaths;
  readonly assets: OptionsOf<'merge'>['report-assets'];
  /** Where text for people goes. */
  readonly text: Pick<Io['out'], 'style' | 'write'>;
}

const reporters: Readonly<Record<ReporterName, (report: Report, context: Context) => void>> = {
  json: (report, { outputDir }) => writeFileSync(path.join(outputDir, REPORT_FILE), reportJson(report)),
  html: (report, { outputDir, paths, assets }) => {
    const options = { reportPath: paths.json, ...(assets && { assets }) };
    for (const { name, text } of htmlFiles(report, options)) writeFileSync(path.join(outputDir, name), text);
  },
  junit: (report, { outputDir, paths, project }) => {
    const fileOf = (scenario: string): string => scenarioPlace(scenario, project.root, process.env).file;
    writeFileSync(path.join(outputDir, JUNIT_FILE), junitReport(report, { reportPath: paths.json, fileOf }));
  },
  tap: (report, { io, paths }) => io.out.write(tapReport(report, paths.json)),
  github: (report, { text, paths, project }) => {
    text.write(
      annotations(report, paths.json, (scenario) => scenarioPlace(scenario, project.root, process.env)),
    );
    const summaryFile = process.env['GITHUB_STEP_SUMMARY'];
    if (summaryFile !== undefined && summaryFile !== '') {
      appendFileSync(summaryFile, stepSummary(report, paths.json));
    }
  },
  default: (report, { text, paths }) => text.write(consoleReport(report, paths, text.style)),
};

/** Whether any of these reporters writes into the output folder. */
export function writesFiles(names: readonly string[] = REPORTERS_DEFAULT): boolean {
  return !names.every((name) => WRITES_NO_FILE.includes(name));
}

/**
 * Whether report files can be written there; asked before a long exploration, not after it.
 * @throws UsageError where they cannot
 */
export function prepareOutput(outputDir: string, names: readonly string[] = REPORTERS_DEFAULT): void {
  if (!writesFiles(names)) return;
  makeOutputFolder(outputDir);
}

/**
 * Lets each reporter write, files first, so that the terminal's text can point to them. With `tap`, the standard output
 * is TAP's alone, and text for people goes to the standard error output.
 */
export function writeReports(report: Report, options: OptionsOf<'merge'>, target: ReportTarget): void {
  const names = options.reporter ?? REPORTERS_DEFAULT;
  const { outputDir, io } = target;
  const folder = shown(outputDir, io.cwd);
  const paths: ReportPaths = {
    json: path.join(folder, REPORT_FILE),
    ...(names.includes('html') && { html: path.join(folder, PAGE_FILE) }),
  };
  const text = names.includes('tap') ? io.err : io.out;
  for (const name of reporterNames) {
    if (names.includes(name))
      reporters[name](report, { ...target, paths, text, assets: options['report-assets'] });
  }
}
