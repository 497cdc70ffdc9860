import { closeSync, existsSync, openSync, readdirSync, readSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Report } from '../../result.ts';
import { recoverOutputFolder } from './output-folder.ts';
import { readReport, shown } from './read-report.ts';

export const REPORT_FILE = 'report.json';
/** Holds the reports of runs of a part, each in a folder that is a number, the last the highest. */
const FILTERED_FOLDER = 'filtered';
const FILTERED_MOST = 5;
/** What stands before the results of a report takes some hundred bytes, but for a long filter. */
const HEAD_BYTES = 65_536;

/**
 * Where the report of a run goes: that of a part does not take the place of one of the whole, but a folder below it.
 * @param filter of the run
 */
export function folderFor(outputDir: string, filter: string | undefined): string {
  recoverOutputFolder(outputDir);
  if (filter === undefined || !isWhole(path.join(outputDir, REPORT_FILE))) return outputDir;
  const last = filteredNumbers(outputDir)[0] ?? 0;
  return path.join(outputDir, FILTERED_FOLDER, String(last + 1));
}

/** Removes reports of parts, but for the last five. */
export function forgetOldReports(outputDir: string): void {
  for (const number of filteredNumbers(outputDir).slice(FILTERED_MOST)) {
    rmSync(path.join(outputDir, FILTERED_FOLDER, String(number)), { recursive: true, force: true });
  }
}

/** The report files of an output folder, of the whole and of parts, the newest first; at least the one of its own. */
export function reportFiles(outputDir: string): readonly [string, ...string[]] {
  const own = path.join(outputDir, REPORT_FILE);
  const parts = filteredNumbers(outputDir).map((number) =>
    path.join(outputDir, FILTERED_FOLDER, String(number), REPORT_FILE),
  );
  const [first = own, ...others] = [own, ...parts]
    .filter((file) => existsSync(file))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return [first, ...others];
}

/** The newest report of an output folder. @throws UsageError where there is none */
export function lastReport(
  outputDir: string,
  cwd: string,
): { readonly file: string; readonly report: Report } {
  const [file] = reportFiles(outputDir);
  return { file, report: readReport(file, cwd) };
}

/** `reports/out/report.json, of 2026-11-22 11:42 UTC, a run of "batch-writer"`. */
export function whichReport(file: string, { timing, filter }: Report, cwd: string): string {
  const startedAt = timing.startedAt.slice(0, 'yyyy-mm-ddThh:mm'.length).replace('T', ' ');
  return `${shown(file, cwd)}, of ${startedAt} UTC${filter === undefined ? '' : `, a run of "${filter}"`}`;
}

/** What cannot be read may be worth keeping. */
function isWhole(file: string): boolean {
  if (!existsSync(file)) return false;
  const head = Buffer.alloc(HEAD_BYTES);
  const descriptor = openSync(file, 'r');
  try {
    const text = head.toString('utf8', 0, readSync(descriptor, head, 0, HEAD_BYTES, 0));
    return !/^ {2}"filter":/m.test(text);
  } finally {
    closeSync(descriptor);
  }
}

/** The highest first. */
function filteredNumbers(outputDir: string): readonly number[] {
  const folder = path.join(outputDir, FILTERED_FOLDER);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[1-9]\d{0,14}$/.test(name))
    .map(Number)
    .toSorted((a, b) => b - a);
}
