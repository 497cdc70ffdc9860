import { appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { consoleReport } from '../../../reports/console/report.ts';
import type { ReportPaths } from '../../../reports/console/summary.ts';
import { annotations } from '../../../reports/github/annotations.ts';
import { stepSummary } from '../../../reports/github/step-summary.ts';
import { foldTexts } from '../../../reports/fold-texts.ts';
import { htmlFiles } from '../../../reports/html/report-page.ts';
import { reportJson } from '../../../reports/json/report-json.ts';
import { junitReport } from '../../../reports/junit/junit-report.ts';
import { tapReport } from '../../../reports/tap/tap-report.ts';
import type { Report } from '../../result.ts';
import type { Io } from '../process/console-io.ts';
import type { OptionsOf } from '../options/options.ts';
import { type NamedText, publish } from '../../files/publish.ts';
import { Spool } from '../../files/spool.ts';
import { UnwritableError } from '../../files/unwritable.ts';
import { REPORT_FILE } from './kept-reports.ts';
import { claimOutputFolder } from './output-folder.ts';
import type { Project } from '../project/project.ts';
import { shown } from './read-report.ts';
import { type ReporterName, reporterNames } from '../options/reporter-names.ts';
import { scenarioPlace } from '../project/scenario-place.ts';

const PAGE_FILE = 'index.html';
const JUNIT_FILE = 'junit.xml';

const REPORTERS_DEFAULT: readonly string[] = ['default', 'json', 'html'] satisfies ReporterName[];

/** Where reporters write, and what they may ask. */
export interface ReportTarget {
  readonly outputDir: string;
  readonly project: Project;
  readonly io: Io;
  /** The file of the report, where it is written already. Default: the one that is written beside the others. */
  readonly reportFile?: string;
}

interface Context extends ReportTarget {
  readonly paths: ReportPaths;
  readonly assets: OptionsOf<'merge'>['report-assets'];
  readonly verbose: boolean;
  /** Where text for people goes. */
  readonly text: Pick<Io['out'], 'style' | 'write'>;
}

type FileReporterName = Extract<ReporterName, 'json' | 'html' | 'junit'>;

/** What each writes into the output folder. In the order in which the files appear: what others look at first comes last. */
const fileReporters: Readonly<
  Record<FileReporterName, (report: Report, context: Context) => readonly NamedText[]>
> = {
  junit: (report, { paths, project }) => {
    const fileOf = (scenario: string): string => scenarioPlace(scenario, project.root, process.env).file;
    return [{ name: JUNIT_FILE, text: junitReport(report, { reportPath: paths.json, fileOf }) }];
  },
  html: (report, { paths, assets }) =>
    htmlFiles(report, { reportPath: paths.json, ...(assets && { assets }) }).toReversed(),
  json: (report) => [{ name: REPORT_FILE, text: reportJson(report) }],
};

const fileReporterNames = Object.keys(fileReporters) as FileReporterName[];

/** What each writes elsewhere. */
const textReporters: Readonly<
  Record<Exclude<ReporterName, FileReporterName>, (report: Report, context: Context) => void>
> = {
  tap: (report, { io, paths }) => io.out.write(tapReport(report, paths.json)),
  github: (report, { text, paths, project }) => {
    text.write(
      annotations(report, paths.json, (scenario) => scenarioPlace(scenario, project.root, process.env)),
    );
    const summaryFile = process.env['GITHUB_STEP_SUMMARY'];
    if (summaryFile !== undefined && summaryFile !== '') {
      appendSummary(summaryFile, stepSummary(report, paths.json));
    }
  },
  default: (report, { text, paths, verbose }) =>
    text.write(consoleReport(report, paths, text.style, verbose)),
};

function appendSummary(file: string, text: string): void {
  try {
    appendFileSync(file, text);
  } catch (error) {
    throw new UnwritableError(file, error);
  }
}

/** Whether any of these reporters writes into the output folder. */
export function writesFiles(names: readonly string[] = REPORTERS_DEFAULT): boolean {
  return fileReporterNames.some((name) => names.includes(name));
}

/**
 * Makes sure that report files can be written there, and that nobody else does; asked before a long exploration, not
 * after it.
 * @returns where to lay aside what only they need: on the same disk; where they write no files, among the system's
 * temporary ones
 * @throws UsageError where they cannot
 */
export function prepareOutput(
  outputDir: string,
  names: readonly string[] = REPORTERS_DEFAULT,
  cwd: string,
): Spool {
  if (!writesFiles(names)) return new Spool(tmpdir());
  claimOutputFolder(outputDir, shown(outputDir, cwd));
  return new Spool(outputDir);
}

/**
 * Lets each reporter write, files first, so that the terminal's text can point to them. With `tap`, the standard output
 * is TAP's alone, and text for people goes to the standard error output.
 * @throws UnwritableError where a file cannot be written, after the others have been
 */
export function writeReports(report: Report, options: OptionsOf<'merge'>, target: ReportTarget): void {
  const names = options.reporter ?? REPORTERS_DEFAULT;
  const { outputDir, io } = target;
  const folder = shown(outputDir, io.cwd);
  const paths: ReportPaths = {
    json: target.reportFile === undefined ? path.join(folder, REPORT_FILE) : shown(target.reportFile, io.cwd),
    ...(options.verbose !== true && { isKept: names.includes('json') || target.reportFile !== undefined }),
    ...(names.includes('html') && { html: path.join(folder, PAGE_FILE) }),
  };
  const text = names.includes('tap') ? io.err : io.out;
  const context = {
    ...target,
    paths,
    text,
    assets: options['report-assets'],
    verbose: options.verbose === true,
  };
  // Only report.json keeps every text whole.
  const readable = foldTexts(report);
  const failure = attempt(() => writeFiles(report, readable, names, context));
  // No page that is not there, or an earlier one.
  const told = failure === undefined ? context : { ...context, paths: { json: paths.json } };
  for (const name of reporterNames) {
    if (names.includes(name) && !isFileReporter(name)) textReporters[name](readable, told);
  }
  if (failure !== undefined) throw failure.error;
}

function attempt(work: () => void): { readonly error: unknown } | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return { error };
  }
}

function writeFiles(report: Report, readable: Report, names: readonly string[], context: Context): void {
  const chosen = fileReporterNames.filter((name) => names.includes(name));
  if (chosen.length === 0) return;
  const { outputDir, io } = context;
  const files = chosen.flatMap((name) => fileReporters[name](name === 'json' ? report : readable, context));
  // Both may have gone during a long exploration.
  claimOutputFolder(outputDir, shown(outputDir, io.cwd));
  publish(outputDir, files, (file) => shown(file, io.cwd));
}

function isFileReporter(name: ReporterName): name is FileReporterName {
  return name in fileReporters;
}
