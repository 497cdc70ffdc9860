import { randomInt } from 'node:crypto';
import { counted } from '../../../reports/wording.ts';
import { RUNS_DEFAULT, SEED_DEFAULT } from '../../explore/explore-options.ts';
import { UsageError } from '../../core/usage-error.ts';
import { version } from '../../core/version.ts';
import { type Report, type ScenarioResult, SCHEMA_VERSION, type ShardFacts } from '../../result.ts';
import type { Io } from '../process/console-io.ts';
import { orphanFolders } from '../corpus/orphan-folders.ts';
import { keepFailures } from '../../corpus/keep.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../process/exit-codes.ts';
import { runSelection } from './run-selection.ts';
import { lastFailed } from './last-failed.ts';
import { withConfig } from '../project/load-config.ts';
import { loadScenarios } from '../project/load-scenarios.ts';
import { commands, type OptionsOf } from '../options/options.ts';
import { occurringKinds } from '../../explore/occurring-kinds.ts';
import type { Spool } from '../../files/spool.ts';
import { UnwritableError } from '../../files/unwritable.ts';
import { folderFor, forgetOldReports } from '../report/kept-reports.ts';
import { outputFolder } from '../report/output-folder.ts';
import { findProject, type Project } from '../project/project.ts';
import { prepareOutput, writeReports } from '../report/reporters.ts';
import { findScenarioFiles } from '../project/scenario-files.ts';
import { type Exploration, explorations, matching, nothingMatched, partOf } from '../project/select.ts';
import { shardFacts } from '../project/shard.ts';
import { watch } from './watch.ts';
import { earlyThreads, type Threads, threadsFor } from '../worker/threads.ts';
import { sourceLines } from '../report/source-lines.ts';
import { storiesOf } from '../report/stories.ts';

/** `heddle run`: explores what matches, and lets the reporters write. */
export async function runCommand(
  filters: readonly string[],
  given: OptionsOf<'run'>,
  io: Io,
): Promise<ExitCode> {
  const project = findProject(io.cwd);
  if (given.watch === true) return watch(project, io);
  const options = await withConfig(given, commands.run.options, project);
  const outputDir = outputFolder(options['output-dir'], project, io.cwd);
  const selected = await select(filters, options, project, outputDir, io);
  if ('nothing' in selected) {
    io.err.write(`${selected.nothing}\n`);
    return exitCodes.nothingMatched;
  }
  io.heedInterrupts();
  const spool = prepareOutput(outputDir, options.reporter, io.cwd);
  const filter = filterText(filters, options);
  const report = await makeReport(
    { ...selected, ...(filter !== undefined && { filter }) },
    options,
    project,
    spool,
    io,
  );
  if (report.interrupted && !report.results.some(hasRun)) {
    io.err.write('Interrupted before the first run: no report is written.\n');
    return exitCodes.interrupted;
  }
  try {
    writeReports(report, options, { outputDir: folderFor(outputDir, filter), project, io });
    forgetOldReports(outputDir);
  } finally {
    keep(report, options, project, io);
  }
  return exitCodeOf(report);
}

function hasRun({ exploration, corpus = [] }: ScenarioResult): boolean {
  return exploration.schedules > 0 || corpus.length > 0;
}

interface Selected {
  readonly chosen: readonly Exploration[];
  /** Those that have started already. */
  readonly early: Threads | undefined;
  readonly shard?: ShardFacts;
  /** See `Report`. */
  readonly filter?: string;
}

async function select(
  filters: readonly string[],
  options: OptionsOf<'run'>,
  project: Project,
  outputDir: string,
  io: Io,
): Promise<Selected | { readonly nothing: string }> {
  const files = findScenarioFiles(project.root);
  const matched = matching(files, filters);
  const ids = files.map(({ id }) => id);
  for (const folder of files.length > 0 ? orphanFolders(project.root, ids) : []) {
    io.err.write(`${folder} belongs to no scenario: rename it as its scenario was renamed, or delete it.\n`);
  }
  if (matched.length === 0) return { nothing: nothingMatched(files, filters, project.root) };
  const early = earlyThreads(matched.length, options, io);
  let chosen = explorations(await loadScenarios(project, matched), options);
  if (chosen.length === 0)
    return { nothing: `No scenario matches ${askedFor(options)}. See: npx heddle list` };
  if (options['last-failed'] === true) chosen = lastFailed(chosen, outputDir, io.cwd);
  if (chosen.length === 0) return { nothing: 'When they last ran, all of these were as expected.' };
  const { shard } = options;
  if (shard === undefined) return { chosen, early };
  if (shard.count > chosen.length) {
    throw new UsageError(
      `--shard: ${chosen.length} scenarios × variants cannot be shared out among ${shard.count} shards.`,
    );
  }
  return { chosen: partOf(chosen, shard), early, shard: shardFacts(chosen, shard) };
}

async function makeReport(
  { chosen, early, shard, filter }: Selected,
  options: OptionsOf<'run'>,
  project: Project,
  spool: Spool,
  io: Io,
): Promise<Report> {
  const seed = options.seed === 'random' ? randomInt(0x1_0000_0000) : (options.seed ?? SEED_DEFAULT);
  if (options.seed === 'random') {
    if (shard !== undefined) throw new UsageError('--seed random: all shards need the same seed.');
    io.err.write(`seed ${seed}\n`);
  }
  const runs = options.runs ?? RUNS_DEFAULT;
  const startedAt = new Date().toISOString();
  const startMs = performance.now();
  const threads = early ?? threadsFor(chosen.length, options, io);
  const { results, stopped } = await runSelection(
    chosen,
    { ...options, seed, runs },
    project,
    threads,
    spool,
    io,
  );
  const sources = sourceLines(results, project.root);
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'heddle', version },
    seed,
    runs,
    interrupted: io.signal.aborted,
    ...(stopped !== undefined && { stopped }),
    ...(shard !== undefined && { shard }),
    ...(filter !== undefined && { filter }),
    results,
    kinds: occurringKinds(
      results,
      chosen.map(({ scenario }) => scenario),
    ),
    stories: storiesOf(chosen, project.root, io.cwd),
    ...(sources !== undefined && { sources }),
    timing: { startedAt, durationMs: Math.round(performance.now() - startMs) },
  };
}

/** Keeps failures beside their scenarios, and says so. */
function keep({ results, interrupted }: Report, options: OptionsOf<'run'>, { root }: Project, io: Io): void {
  const inCi = (process.env['CI'] ?? '') !== '';
  const kind = options.keep === true ? 'all' : options.keep === false || inCi ? 'none' : 'unexpected';
  // What was not searched to its end may still fail.
  const update = options.update === true && !interrupted;
  const changes = keepFailures(results, root, { keep: kind, update });
  const said = [
    ...changes.kept.map((file) => `kept ${file}: it runs first from now on`),
    ...changes.updated.map((file) => `recorded ${file} anew`),
    ...changes.removed.map((file) => `removed ${file}: it no longer fails`),
  ];
  for (const line of said) io.err.write(`${line}\n`);
  const [refused, ...more] = changes.refused;
  if (refused === undefined) return;
  const others = more.length === 0 ? '' : `, and ${counted(more.length, 'other')} like it,`;
  const complaint = new UnwritableError(`${refused.file}${others}`, refused.error);
  // Nobody asked for it: the report holds the failure, and its verdict is what the command ends with.
  if (options.update !== true && options.keep !== true) io.err.write(`${complaint.message}\n`);
  else throw complaint;
}

/** What chose a part, as it was typed; undefined where nothing did. */
function filterText(filters: readonly string[], options: OptionsOf<'run'>): string | undefined {
  const { grep, system, variant, 'last-failed': again } = options;
  const words = [
    ...filters,
    ...(grep === undefined ? [] : [`--grep ${grep}`]),
    ...(system === undefined ? [] : [`--system ${system}`]),
    ...(variant === undefined ? [] : [`--variant ${variant}`]),
    ...(again === true ? ['--last-failed'] : []),
  ];
  return words.length === 0 ? undefined : words.join(' ');
}

function askedFor({ grep, system }: OptionsOf<'run'>): string {
  const asked = [grep === undefined ? '' : `"${grep}"`, system === undefined ? '' : `the system "${system}"`];
  return asked.filter((part) => part !== '').join(' and ');
}
