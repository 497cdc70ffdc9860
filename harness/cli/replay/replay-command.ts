import { replayText } from '../../../reports/console/replay.ts';
import { untilText } from '../../../reports/console/until.ts';
import { UsageError } from '../../core/usage-error.ts';
import { PROPERTY_ID } from '../../fast-check/property-id.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import { notBack } from '../../workers/stuck.ts';
import type { Io } from '../process/console-io.ts';
import { debugReplay } from './debug-replay.ts';
import { type ExitCode, exitCodes } from '../process/exit-codes.ts';
import { writeFailurePage } from './failure-page.ts';
import { type LoadedScenario, loadScenarios } from '../project/load-scenarios.ts';
import { withConfig } from '../project/load-config.ts';
import { commands, type OptionsOf } from '../options/options.ts';
import { outputFolder } from '../report/output-folder.ts';
import { findProject } from '../project/project.ts';
import { shown } from '../report/read-report.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import { parseTarget } from './parse-target.ts';
import { replayWatched } from './replay-watched.ts';
import { replayedRun } from '../../testing/replayed-run.ts';
import { findScenarioFiles } from '../project/scenario-files.ts';
import { scenarioFile, variantOf } from '../project/select.ts';
import { runLimits } from '../worker/run-limits.ts';
import { replayInRunner } from './replay-in-runner.ts';
import { simulatesNode } from '../../scenario.ts';
import { fileOfTest } from '../../test-id.ts';
import { checkTerminal, walkThrough } from './walk.ts';

/** Lines of a replay that is not shown in full. */
const LINES_MOST = 40;

/** `heddle replay`: runs one interleaving again and shows it step by step. */
export async function replayCommand(
  operands: readonly string[],
  given: OptionsOf<'replay'>,
  io: Io,
): Promise<ExitCode> {
  if (given.step === true) checkTerminal();
  const project = findProject(io.cwd);
  const options = await withConfig(given, commands.replay.options, project);
  const outputDir = outputFolder(options['output-dir'], project, io.cwd);
  const asked = parseTarget(operands, options, io.cwd, outputDir, io.err.write);
  if (asked.scenario === PROPERTY_ID)
    throw new UsageError(
      'That is a run of a property of fast-check. Run its test with HEDDLE_REPLAY=<token> in the environment, as its failure says.',
    );
  const testFile = fileOfTest(asked.scenario);
  if (testFile !== undefined) return replayInRunner(testFile, asked, options, project);
  const file = scenarioFile(findScenarioFiles(project.root), asked.scenario);
  const [loaded] = await loadScenarios(project, [file]);
  if (loaded === undefined) throw new Error(`${asked.scenario} did not load`);
  const target = { ...asked, variant: variantOf(loaded, asked.variant) };
  const limits = { ...runLimits(options), full: options.full === true, data: options.data !== false };
  const outcome = await replayWatched(
    { project, file, simulatesNode: simulatesNode(loaded.scenario) },
    target,
    limits,
    io,
  );
  if ('stuck' in outcome) {
    io.err.write(`heddle: The run of ${target.scenario} · ${target.variant} ${notBack(outcome.stuck)}.\n`);
    return exitCodes.harnessError;
  }
  await show(outcome.value, loaded, target, options, outputDir, io);
  return exitCodeOf(outcome.value);
}

async function show(
  result: ReplayResult,
  loaded: LoadedScenario,
  target: ReplayTarget,
  options: OptionsOf<'replay'>,
  outputDir: string,
  io: Io,
): Promise<void> {
  const run = replayedRun(result, loaded, target);
  const { style } = io.out;
  if (options.until !== undefined) {
    const last = result.steps.at(-1)?.step ?? 0;
    if (options.until > last) {
      throw new UsageError(`replay --until ${options.until}: the run has ${last} steps.`);
    }
    io.out.write(untilText(run, options.until, LINES_MOST, style));
  } else {
    if (options.step === true) {
      const title = `${run.title} · ${run.scenario} · ${run.variant}`;
      const violatingStep = result.status === 'failed' ? result.violatingStep : undefined;
      await walkThrough(
        {
          title,
          steps: result.steps,
          holds: run.holds ?? [],
          violatingStep,
          damages: run.damages,
          ...(run.data !== undefined && { data: run.data }),
          ...(run.passing !== undefined && { passing: run.passing }),
        },
        io,
      );
    }
    io.out.write(replayText(run, options.full === true ? Infinity : LINES_MOST, style));
  }
  if (options.html === true) {
    const file = writeFailurePage(loaded, target.variant, result, outputDir);
    io.out.write(`${style.paint.dim('page:')}   ${shown(file, io.cwd)}\n`);
  }
  if (options.debug !== undefined) await debugReplay(loaded, target.variant, result, options.debug, io);
}

function exitCodeOf(result: ReplayResult): ExitCode {
  if (result.status === 'diverged') return exitCodes.harnessError;
  return result.status === 'passed' ? exitCodes.asExpected : exitCodes.differs;
}
