import { rmSync } from 'node:fs';
import path from 'node:path';
import { foldTexts } from '../../reports/fold-texts.ts';
import { htmlFiles } from '../../reports/html/report-page.ts';
import { reportJson } from '../../reports/json/report-json.ts';
import { version } from '../core/version.ts';
import { occurringKinds } from '../explore/occurring-kinds.ts';
import { UnwritableError } from '../files/unwritable.ts';
import { writeWhole } from '../files/write-whole.ts';
import { type Report, SCHEMA_VERSION, type ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import { fileNameOfTest } from '../corpus/file-name-of-test.ts';
import { testIdOf, type TestPlace } from '../test-id.ts';

/** Where the output folder is, if not where it is by default; relative to the package. */
const OUTPUT_VARIABLE = 'HEDDLE_OUTPUT_DIR';
const OUTPUT_DIR_DEFAULT = 'reports/out';
/** In the output folder: what `heddle merge` takes into its report. */
export const TESTS_FOLDER = 'tests';

/** What a test was explored with. */
export interface Asked {
  readonly seed: number;
  readonly runs: number;
  readonly startedAt: Date;
}

/** Files whose earlier results are gone, by the run of the runner in which they went. */
const begun = new WeakMap<object, Set<string>>();

/**
 * Writes what a test came to as a report of its own, `<output folder>/tests/<test file>/<test>.json`, and as a page
 * beside it where it failed. The first of a file removes what earlier runs of that file left.
 * @param session the same object for all tests that the runner runs of a file, another when it runs the file again
 * @returns the page, as a reader would type it; undefined where there is none
 */
export function recordTest(
  place: TestPlace,
  session: object,
  { scenario, result }: { readonly scenario: Scenario; readonly result: ScenarioResult },
  asked: Asked,
): string | undefined {
  const folder = path.join(outputFolder(place.root), TESTS_FOLDER, place.file);
  const report = reportOf(scenario, result, asked);
  const name = path.join(folder, fileNameOfTest(testIdOf(place)));
  let current = folder;
  try {
    if (isFirst(session, folder)) rmSync(folder, { recursive: true, force: true });
    writeWhole((current = `${name}.json`), [...reportJson(report)].join(''));
    if (result.asExpected) return undefined;
    const [page] = htmlFiles(foldTexts(report), { reportPath: shown(`${name}.json`) });
    writeWhole((current = `${name}.html`), page?.text ?? '');
    return shown(current);
  } catch (error) {
    // The test says what it found all the same.
    console.error(new UnwritableError(shown(current), error).message);
    return undefined;
  }
}

function outputFolder(root: string): string {
  return path.resolve(root, process.env[OUTPUT_VARIABLE] || OUTPUT_DIR_DEFAULT);
}

function isFirst(session: object, folder: string): boolean {
  const folders = begun.get(session) ?? new Set();
  begun.set(session, folders);
  if (folders.has(folder)) return false;
  folders.add(folder);
  return true;
}

function reportOf(scenario: Scenario, result: ScenarioResult, { seed, runs, startedAt }: Asked): Report {
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'heddle', version },
    seed,
    runs,
    interrupted: false,
    results: [result],
    kinds: occurringKinds([result], [scenario]),
    timing: { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() },
  };
}

function shown(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return (relative.startsWith('..') ? file : relative).replaceAll(path.sep, '/');
}
