import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodeOf } from '../process/exit-codes.ts';
import { commands, type OptionsOf } from '../options/options.ts';
import { withConfig } from '../project/load-config.ts';
import { findProject, type Project } from '../project/project.ts';
import { lastReport, REPORT_FILE, whichReport } from './kept-reports.ts';
import { outputFolder } from './output-folder.ts';
import { readReport, shown } from './read-report.ts';
import { prepareOutput, writeReports } from './reporters.ts';

const REPORTERS_DEFAULT: readonly string[] = ['default', 'html'];

/** `heddle report`: writes a report that was made once more, and ends as its run ended. */
export async function reportCommand(
  operands: readonly string[],
  given: OptionsOf<'report'>,
  io: Io,
): Promise<ExitCode> {
  const [place, second] = operands;
  if (second !== undefined)
    throw new UsageError(`report takes one report.json; "${second}" is one too many.`);
  const project = findProject(io.cwd);
  const options = await withConfig(given, commands.report.options, project);
  const { file, report } = place === undefined ? await lastOf(project, io.cwd) : reportAt(place, io.cwd);
  if (place === undefined) io.err.write(`${whichReport(file, report, io.cwd)}\n`);
  const outputDir = path.resolve(io.cwd, options['output-dir'] ?? path.dirname(file));
  const reporter = options.reporter ?? REPORTERS_DEFAULT;
  if (reporter.includes('json') && path.join(outputDir, REPORT_FILE) === file) {
    throw new UsageError(
      `report would write over ${shown(file, io.cwd)}, which it reads: take another folder for --output-dir.`,
    );
  }
  prepareOutput(outputDir, reporter, io.cwd);
  writeReports(report, { ...options, reporter }, { outputDir, project, io, reportFile: file });
  return exitCodeOf(report);
}

/** The last report of the output folder that runs of the package write into. */
async function lastOf(project: Project, cwd: string): Promise<ReturnType<typeof lastReport>> {
  const { 'output-dir': configured } = await withConfig<OptionsOf<'run'>>({}, commands.run.options, project);
  return lastReport(outputFolder(configured, project, cwd), cwd);
}

/** The report in a file, or in a folder. */
function reportAt(place: string, cwd: string): ReturnType<typeof lastReport> {
  const named = path.resolve(cwd, place);
  const isFolder = existsSync(named) && statSync(named).isDirectory();
  const file = isFolder ? path.join(named, REPORT_FILE) : named;
  return { file, report: readReport(file, cwd) };
}
