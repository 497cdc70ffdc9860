import { replayText } from '../../reports/console/replay.ts';
import { signatureOf } from '../core/finding.ts';
import type { ReplayResult } from '../explore/replay.ts';
import { notBack } from '../workers/stuck.ts';
import type { Io } from './console-io.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type LoadedScenario, loadScenarios } from './load-scenarios.ts';
import { withConfig } from './load-config.ts';
import { commands, type OptionsOf } from './options.ts';
import { outputFolder } from './output-folder.ts';
import { findProject } from './project.ts';
import { type ReplayTarget, replayTarget } from './replay-target.ts';
import { replayWatched } from './replay-watched.ts';
import { findScenarioFiles } from './scenario-files.ts';
import { checkVariant, scenarioFile } from './select.ts';
import { version } from '../core/version.ts';

const STEPS_MOST = 200;

/** `heddle replay`: runs one interleaving again and shows it step by step. */
export async function replayCommand(
  operands: readonly string[],
  given: OptionsOf<'replay'>,
  io: Io,
): Promise<ExitCode> {
  const project = findProject(io.cwd);
  const options = await withConfig(given, commands.replay.options, project);
  const outputDir = outputFolder(options['output-dir'], project, io.cwd);
  const target = replayTarget(operands, options, io.cwd, outputDir);
  const file = scenarioFile(findScenarioFiles(project.root), target.scenario);
  const [loaded] = await loadScenarios(project, [file]);
  if (loaded === undefined) throw new Error(`${target.scenario} did not load`);
  checkVariant(loaded, target.variant);
  const outcome = await replayWatched({ project, file }, target, options['run-timeout'], io);
  if ('stuck' in outcome) {
    io.err.write(`heddle: The run of ${target.scenario} · ${target.variant} ${notBack(outcome.stuck)}.\n`);
    return exitCodes.harnessError;
  }
  const result = outcome.value;
  io.out.write(text(result, loaded, target, options.full === true ? Infinity : STEPS_MOST, io));
  return exitCodeOf(result);
}

function text(
  result: ReplayResult,
  loaded: LoadedScenario,
  target: ReplayTarget,
  stepsMost: number,
  io: Io,
): string {
  const recorded =
    target.type === 'schedule' && target.expected.signature !== '' ? target.expected.signature : undefined;
  const divergence = [result.divergence, otherVersion(result, target)]
    .filter((part) => part !== undefined)
    .join(' ');
  return replayText(
    {
      scenario: loaded.id,
      title: loaded.scenario.title,
      variant: target.variant,
      workload: result.workload,
      status: result.status,
      damages: result.findings.map((finding) => finding.message),
      ...(recorded !== undefined && {
        asRecorded: result.findings.some((finding) => signatureOf(finding) === recorded),
      }),
      violatingStep: result.violatingStep,
      cause: result.cause,
      clauses: result.clauses,
      steps: result.steps,
      ...(divergence !== '' && { divergence }),
      ...(result.token !== undefined && { command: `npx heddle replay ${result.token}` }),
    },
    stepsMost,
    io.out.style,
  );
}

/** Drift is often no more than another version. */
function otherVersion(result: ReplayResult, target: ReplayTarget): string | undefined {
  if (result.status !== 'diverged' || target.type === 'seed' || target.tool === version) return undefined;
  return `It was recorded by heddle ${target.tool}; this is ${version}.`;
}

function exitCodeOf(result: ReplayResult): ExitCode {
  if (result.status === 'diverged') return exitCodes.harnessError;
  return result.status === 'failed' ? exitCodes.differs : exitCodes.asExpected;
}
