import { firstKept } from '../program/first-kept.ts';
import { type Finding, findingWith } from '../core/finding.ts';
import type { Picker } from '../core/picker.ts';
import { describeAnswer, describeStep } from '../trace/describe-step.ts';
import type { TraceStep } from '../trace/step.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Scenario } from '../scenario.ts';
import { describeSchedule } from '../schedule/english.ts';
import type { Delay, Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { Explorer } from '../explore/explorer.ts';
import { afterImports, ImportsError } from '../program/after-imports.ts';
import { describeEscapes, EscapedError } from '../program/escaped-error.ts';
import type { PassingNeighbour } from '../explain/passing-run.ts';
import type { DataCause } from '../footprint/data-cause.ts';
import { Program, type Traced } from '../program/program.ts';
import { adviceOnDifference } from '../program/self-check.ts';
import { tellRun } from '../explore/told-run.ts';
import { parseSeed } from '../explore/seed.ts';
import { isOwnWorkload } from '../program/own-workload.ts';
import { drawWorkloads, freezeWorkload, WORKLOADS_MAX } from '../program/workloads.ts';

/** What became of one interleaving when it was run again. */
export interface ReplayResult {
  /**
   * `diverged`: it could not be followed, or its steps were not the recorded ones. `escaped`: the run made something
   * real, so that nothing it shows is to be relied upon.
   */
  readonly status: 'failed' | 'passed' | 'diverged' | 'escaped';
  /** What is wrong, in the order in which it was found. */
  readonly findings: readonly Finding[];
  /** Step of the finding that was recorded, or else of the first; 0 without one. */
  readonly violatingStep: number;
  /** The cause, one sentence, from the schedule. */
  readonly cause: string;
  /** The parts of the cause: one clause for each exception. */
  readonly clauses: readonly string[];
  /** The same in data; absent where that is not known. */
  readonly data?: DataCause;
  /** The nearest run that passes; absent where there is none, and where nobody looked for the cause in data. */
  readonly passing?: PassingNeighbour;
  /** All exceptions of the run from the prompt one, as it went. */
  readonly schedule: Schedule;
  /** The run, step by step. */
  readonly steps: readonly TraceStep[];
  /** What ended the run, as a clause: `the run ended: …`. */
  readonly ending?: string;
  /** A fingerprint of the steps. */
  readonly digest: string;
  /** One sentence: the first step that differs, and what was enabled there. */
  readonly divergence?: string;
  /** Of an escaped run: what it made, and where, and what to do about it. */
  readonly escape?: string;
  /** Absent where the workload is too large for one. */
  readonly token?: string;
  /** What the run worked on: a JSON value. */
  readonly workload: unknown;
  /** Set where the scenario could not have made this workload. */
  readonly isForeign?: true;
}

/** An interleaving, and what it gave when it was recorded. */
export interface ReplayInput {
  /** What the run works on: a JSON value. */
  readonly workload: unknown;
  /** What makes it differ from the prompt run. */
  readonly schedule: Schedule;
  /**
   * What was recorded: fingerprints of all steps and of each, and `kind/invariant`. Default: nothing to compare
   * with.
   */
  readonly expected?: { readonly digest: string; readonly signature: string; readonly checks?: string };
  /** How many steps are kept of a long run, around what broke. Default 400; Infinity for all. */
  readonly stepsMax?: number;
}

/**
 * Runs a schedule again, strictly: anything that is not as recorded is a divergence.
 * @throws UsageError where the scenario throws on a workload that it would not make itself
 */
export function replaySchedule(
  id: string,
  scenario: Scenario,
  variant: string,
  input: ReplayInput,
): Promise<ReplayResult> {
  return afterImports(() => replayScheduleOnce(id, scenario, variant, input));
}

async function replayScheduleOnce(
  id: string,
  scenario: Scenario,
  variant: string,
  { workload, schedule, expected, stepsMax }: ReplayInput,
): Promise<ReplayResult> {
  const program = new Program(id, scenario, variant);
  const replayer = new Replayer(schedule);
  const frozen = freezeWorkload(id, workload);
  const isOwn = isOwnWorkload(scenario, frozen);
  const traced = await program
    .inSlice(() => {
      const from = firstStep(() => {
        const { run } = program.follow(frozen, schedule);
        return firstKept(run, toldOf(run, expected), stepsMax);
      });
      program.showsOutput = true;
      return program.trace(frozen, replayer, from);
    })
    .catch((error: unknown) => {
      throw isOwn === true || error instanceof ImportsError ? error : staleWorkload(id, frozen, error);
    });
  const difference = divergenceOf(replayer, schedule, traced, expected);
  const divergence =
    difference === undefined ? undefined : `${difference} ${await adviceOnDifference(ADVICE)}`;
  const result = toResult(program, frozen, traced, toldOf(traced.run, expected), divergence, stepsMax);
  return isOwn === false ? { ...result, isForeign: true } : result;
}

const WORKLOAD_SHOWN_MOST = 80;

function staleWorkload(id: string, workload: unknown, error: unknown): UsageError {
  const text = JSON.stringify(workload);
  const shown = text.length <= WORKLOAD_SHOWN_MOST ? text : `${text.slice(0, WORKLOAD_SHOWN_MOST)}…`;
  const message = error instanceof Error ? error.message : String(error);
  return new UsageError(
    `${id} throws on the recorded workload ${shown}: ${message}. The scenario has changed since: record the failure anew.`,
    { cause: error },
  );
}

/**
 * Makes the run that a seed names, as the exploration made it.
 * @param seedText such as `1.0.walk.37`
 * @param stepsMax how many steps are kept of a long run. Default 400; Infinity for all
 * @throws UsageError when it is not the seed of a run
 */
export function replaySeed(
  id: string,
  scenario: Scenario,
  variant: string,
  seedText: string,
  stepsMax?: number,
): Promise<ReplayResult> {
  return afterImports(() => replaySeedOnce(id, scenario, variant, seedText, stepsMax));
}

async function replaySeedOnce(
  id: string,
  scenario: Scenario,
  variant: string,
  seedText: string,
  stepsMax?: number,
): Promise<ReplayResult> {
  const seed = parseSeed(seedText);
  const program = new Program(id, scenario, variant);
  const workloads = drawWorkloads(id, scenario, seed.base, WORKLOADS_MAX);
  const workload = workloads[seed.workload];
  if (workload === undefined)
    throw new UsageError(
      `${id} has ${workloads.length === 1 ? 'one workload' : `${workloads.length} workloads`} only; the seed ${seedText} asks for more.`,
    );
  const explorer = new Explorer(program, seed.base, workloads);
  const traced = await program.inSlice(() => {
    const picker = (): Picker => explorer.picker(seed).picker;
    const from = firstStep(() => {
      const run = program.run(workload, picker(), picker);
      return firstKept(run, toldOf(run), stepsMax);
    });
    program.showsOutput = true;
    return program.trace(workload, picker(), from);
  });
  return toResult(program, workload, traced, toldOf(traced.run), undefined, stepsMax);
}

/** The finding that a replay speaks of, among all that the run has: the recorded one, or else the first. */
export function toldOf(
  run: Pick<ReplayResult, 'findings'>,
  expected?: ReplayInput['expected'],
): Finding | undefined {
  return findingWith(run, expected?.signature ?? '') ?? run.findings[0];
}

/** Where the trace begins; a run that escapes is shown from its beginning. */
function firstStep(choose: () => number): number {
  try {
    return choose();
  } catch (error) {
    if (error instanceof EscapedError) return 0;
    throw error;
  }
}

function toResult(
  program: Program,
  workload: unknown,
  traced: Traced,
  told: Finding | undefined,
  divergence: string | undefined,
  stepsMax?: number,
): ReplayResult {
  const { escapes } = traced;
  if (escapes.length > 0) {
    const escape = describeEscapes(escapes);
    const run = tellRun(program, workload, traced, undefined, stepsMax);
    return { status: 'escaped', findings: [], violatingStep: 0, ...run, escape };
  }
  return {
    status: divergence !== undefined ? 'diverged' : told === undefined ? 'passed' : 'failed',
    findings: traced.run.findings,
    violatingStep: told?.step ?? 0,
    ...tellRun(program, workload, traced, told, stepsMax),
    ...(divergence !== undefined && { divergence }),
  };
}

const ADVICE = 'The code under test has changed, or it is not deterministic.';

function divergenceOf(
  replayer: Replayer,
  schedule: Schedule,
  traced: Traced,
  expected: ReplayInput['expected'],
): string | undefined {
  const [forced] = replayer.divergences;
  if (forced !== undefined) {
    const enabled = forced.enabled.map((event) => `\`${event}\``).join(', ');
    return `step ${forced.step}: expected \`${forced.expected}\`, enabled were ${enabled}.`;
  }
  const differing = firstDifference(traced.checks, expected?.checks ?? '');
  if (differing !== undefined) {
    const step = traced.steps.find((candidate) => candidate.step === differing);
    const found =
      step === undefined
        ? 'the run had ended'
        : `it was ${describeStep(step)}, which ${describeAnswer(step)}`;
    return `step ${differing}: not as recorded; now ${found}.`;
  }
  const [unused] = replayer.unused;
  if (unused !== undefined) return `the run ended and \`${unused}\` never came.`;
  const longer = schedule.find((exception) => exception.type === 'delay' && !isDelayed(traced, exception));
  if (longer !== undefined) return `${describeSchedule([longer]).join('')}: that is not possible.`;
  if (expected !== undefined && expected.digest !== '' && expected.digest !== traced.digest) {
    return `the steps are not as recorded, from a step after ${expected.checks?.length ?? 0} on.`;
  }
  return undefined;
}

/** Whether the delay was had in full: no event is delivered after the earliest closing of all windows. */
function isDelayed({ schedule }: Traced, { event, byMs }: Delay): boolean {
  return (
    byMs === 0 || schedule.some((had) => had.type === 'delay' && had.event === event && had.byMs === byMs)
  );
}

function firstDifference(now: string, recorded: string): number | undefined {
  for (let i = 0; i < recorded.length; i++) if (now[i] !== recorded[i]) return i;
  return undefined;
}
