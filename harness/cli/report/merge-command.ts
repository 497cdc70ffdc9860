import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import type { Report } from '../../result.ts';
import type { Spool } from '../../files/spool.ts';
import type { Io } from '../process/console-io.ts';
import { type ExitCode, exitCodeOf } from '../process/exit-codes.ts';
import { withConfig } from '../project/load-config.ts';
import { mergeReports } from './merge-reports.ts';
import { commands, type OptionsOf } from '../options/options.ts';
import { outputFolder } from './output-folder.ts';
import { TESTS_FOLDER } from '../../testing/record-test.ts';
import { findProject } from '../project/project.ts';
import { readFolder } from '../../files/read-folder.ts';
import { readReport, shown } from './read-report.ts';
import { REPORT_FILE } from './kept-reports.ts';
import { prepareOutput, writeReports, writesFiles } from './reporters.ts';
import { spooled } from './spooled.ts';

/** `heddle merge`: makes one report of those of all shards, and ends as the whole would have ended. */
export async function mergeCommand(
  places: readonly string[],
  given: OptionsOf<'merge'>,
  io: Io,
): Promise<ExitCode> {
  if (places.length === 0) throw new UsageError('merge needs the folders of the shards: merge <dir…>.');
  const project = findProject(io.cwd);
  const options = await withConfig(given, commands.merge.options, project);
  const files = places.flatMap((place) => reportFiles(path.resolve(io.cwd, place), io.cwd));
  const unique = [...new Set(files)];
  const outputDir = outputFolder(options['output-dir'], project, io.cwd);
  if (writesFiles(options.reporter)) {
    for (const file of unique) checkNotOverwritten(file, outputDir, io.cwd);
  }
  const spool = prepareOutput(outputDir, options.reporter, io.cwd);
  const report = mergeReports(
    unique.map((file) => ({ name: shown(file, io.cwd), report: lightReport(file, spool, io.cwd) })),
  );
  writeReports(report, options, { outputDir, project, io });
  return exitCodeOf(report);
}

/** Of many shards, one at a time is whole in memory. */
function lightReport(file: string, spool: Spool, cwd: string): Report {
  const report = readReport(file, cwd);
  return { ...report, results: report.results.map((result) => spooled(result, spool)) };
}

/** Reporters write under fixed names: into the folder of a shard, over its report. */
function checkNotOverwritten(file: string, outputDir: string, cwd: string): void {
  const real = (place: string): string => (existsSync(place) ? realpathSync(place) : place);
  if (real(path.dirname(file)) !== real(outputDir)) return;
  throw new UsageError(
    `merge would write over ${shown(file, cwd)}, which it reads: take another folder for --output-dir.`,
  );
}

/**
 * The report of a folder, else those of its folders: what CI services unpack lies side by side. With each come those
 * that tests of a runner have left there.
 */
function reportFiles(place: string, cwd: string): readonly string[] {
  if (!existsSync(place)) throw new UsageError(`There is no file or folder ${shown(place, cwd)}.`);
  if (!statSync(place).isDirectory()) return [place];
  const own = reportsIn(place);
  if (own.length > 0) return own;
  const inside = readFolder(place, shown(place, cwd)).flatMap(({ name }) =>
    reportsIn(path.join(place, name)),
  );
  if (inside.length > 0) return inside;
  throw new UsageError(`${shown(place, cwd)} holds no ${REPORT_FILE}, nor does a folder in it.`);
}

function reportsIn(folder: string): readonly string[] {
  const own = path.join(folder, REPORT_FILE);
  return [...(existsSync(own) ? [own] : []), ...jsonFilesIn(path.join(folder, TESTS_FOLDER))];
}

/** Reports of tests stand in folders that are called like their files. */
function jsonFilesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readFolder(folder, folder).flatMap((entry) => {
    const inside = path.join(folder, entry.name);
    if (entry.isDirectory()) return jsonFilesIn(inside);
    return entry.name.endsWith('.json') ? [inside] : [];
  });
}
