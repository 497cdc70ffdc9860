import { randomInt } from 'node:crypto';
import path from 'node:path';
import { type Report, SCHEMA_VERSION, type ScenarioResult } from '../result.ts';
import type { Io } from './console-io.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { exploreAll } from './explore-all.ts';
import { loadScenarios } from './load-scenarios.ts';
import type { OptionsOf } from './options.ts';
import { progressOn } from './progress.ts';
import { findProject } from './project.ts';
import { prepareOutput, writeReports } from './reporters.ts';
import { findScenarioFiles } from './scenario-files.ts';
import { explorations, matching } from './select.ts';
import { version } from '../core/version.ts';
import { debugging } from './debugging.ts';

const SEED_DEFAULT = 1;
const RUNS_DEFAULT = 1_000;
const REPORTERS_DEFAULT = ['default', 'json', 'html'];
const OUTPUT_DIR_DEFAULT = 'reports/out';

/** `heddle run`: explores what matches, and lets the reporters write. */
export async function runCommand(
  filters: readonly string[],
  options: OptionsOf<'run'>,
  io: Io,
): Promise<ExitCode> {
  const project = findProject(io.cwd);
  const files = findScenarioFiles(project.root);
  const matched = matching(files, filters);
  if (matched.length === 0) {
    io.err.write(`${nothingMatched(files.length, filters, project.root)}\n`);
    return exitCodes.nothingMatched;
  }
  const chosen = explorations(await loadScenarios(project, matched), options.variant);
  const reporters = options.reporter ?? REPORTERS_DEFAULT;
  const outputDir = path.resolve(
    io.cwd,
    options['output-dir'] ?? path.join(project.root, OUTPUT_DIR_DEFAULT),
  );
  prepareOutput(outputDir, reporters);
  const report = await exploreAndTime(chosen, options, io);
  writeReports(report, reporters, outputDir, io);
  return exitCodeOf(report);
}

async function exploreAndTime(
  chosen: ReturnType<typeof explorations>,
  options: OptionsOf<'run'>,
  io: Io,
): Promise<Report> {
  const seed = options.seed === 'random' ? randomInt(0x1_0000_0000) : (options.seed ?? SEED_DEFAULT);
  if (options.seed === 'random') io.err.write(`seed ${seed}\n`);
  const runs = options.runs ?? RUNS_DEFAULT;
  const startedAt = new Date().toISOString();
  const startMs = performance.now();
  const progress = progressOn(io.err, chosen.length);
  let results: readonly ScenarioResult[];
  try {
    results = await exploreAll(chosen, {
      ...options,
      seed,
      runs,
      signal: io.signal,
      progress,
      onError: (error) => {
        if (debugging() && error instanceof Error) io.err.write(`${error.stack}\n`);
      },
    });
  } finally {
    progress.close();
  }
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'heddle', version },
    seed,
    runs,
    interrupted: io.signal.aborted,
    results,
    timing: { startedAt, durationMs: Math.round(performance.now() - startMs) },
  };
}

function exitCodeOf(report: Report): ExitCode {
  if (report.interrupted) return exitCodes.interrupted;
  const { results } = report;
  if (results.some(({ verdict }) => verdict === 'nondeterministic' || verdict === 'error'))
    return exitCodes.harnessError;
  return results.every((result) => result.asExpected) ? exitCodes.asExpected : exitCodes.differs;
}

function nothingMatched(known: number, filters: readonly string[], root: string): string {
  if (known === 0) return `No scenarios: there is no scenarios/<component>/<story>.scenario.ts in ${root}.`;
  const asked = filters.map((filter) => `"${filter}"`).join(' or ');
  return `No scenario's id contains ${asked}. See: npx heddle list`;
}
