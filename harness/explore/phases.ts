import { describeError } from '../core/describe-error.ts';
import { UsageError } from '../core/usage-error.ts';
import { ImportsError } from '../program/after-imports.ts';
import { EscapedError } from '../program/escaped-error.ts';
import type { Program } from '../program/program.ts';
import type { OtherFailures, ReportedFinding } from '../result.ts';
import { framesMatter, FramesMatterError } from './frames-matter.ts';
import { checkSamples, explainNondeterminism, NondeterminismError } from './determinism.ts';
import { TimeUp } from '../node/bounded.ts';
import { hrtime } from '../core/real-time.ts';
import { budgetOf } from './budget.ts';
import { describeCutOff } from './cut-off.ts';
import type { ExploreOptions } from './explore-options.ts';
import type { Explored } from './explored-result.ts';
import type { Explorer } from './explorer.ts';
import { askedForData } from './data-asked.ts';
import { dataCauses } from './data-causes.ts';
import { findRaces } from './find-races.ts';
import { exhaustReduced } from './exhaust-reduced.ts';
import { lookInto } from '../explain/search/look-into.ts';
import { findLeak, SamplesSeen } from './leaks.ts';
import { recorderInPlace } from './record-runs.ts';
import { reportFailure } from './report-failure.ts';
import { checkWaits, WaitsMatterError } from './waits-matter.ts';

/** Real milliseconds of runs before other work of this thread gets its turn. */
const SLICE_MS = 50;
/** Runs between two looks at the clock and the budget. */
const RUNS_BETWEEN_LOOKS = 16;
/** Runs of an enumeration in one slice. */
const RUNS_PER_LOOK = 500;
/** Distinct failures that are reported in full. */
const FAILURES_MAX = 20;

/**
 * Samples; enumerates where the space seems small; then reports what failed, and makes some runs again.
 * @throws FramesMatterError where all has to be done again, with frames
 * @throws WaitsMatterError where all has to be done again, with each wait waited out
 * @throws ImportsError where all has to be done again, with modules that are loaded
 */
export async function runPhases(
  program: Program,
  explorer: Explorer,
  runs: number,
  options: ExploreOptions,
): Promise<Explored> {
  const { statistics } = explorer;
  const findings: ReportedFinding[] = [];
  const others: OtherFailures[] = [];
  const isSpent = budgetOf(statistics, options);
  const { stopAfter = Infinity } = options;
  const last = Math.min(runs, stopAfter);
  try {
    let more = true;
    while (more && statistics.schedules < last && !isSpent()) {
      more = await program.inSlice(() => runSlice(explorer, last, isSpent));
      options.onProgress?.(statistics.schedules, runs);
    }
    program.menu.checkSlips();
    // Who chose strategies gets no others.
    const enumerated =
      options.strategies === undefined
        ? await exhaust(program, explorer, runs, stopAfter, isSpent)
        : explorer.isExhaustive && !more && statistics.isClean;
    const reduced = enumerated ? undefined : await exhaustReduced(program, explorer, runs, options);
    const exhausted = enumerated || reduced?.isComplete === true;
    checkWaits(program);
    const isTelling = exhausted || !more || statistics.schedules >= RUNS_TELLING;
    if (isTelling && explorer.hasRunAll) checkMenu(program);
    const failures = [...statistics.failures.values()];
    for (const failure of failures.slice(0, FAILURES_MAX)) {
      const reported = await reportFailure(program, explorer, failure, options.shrink);
      findings.push(...reported.findings);
      if (reported.others !== undefined) others.push(reported.others);
    }
    for (const { kind, invariant, count } of failures.slice(FAILURES_MAX))
      others.push({ kind, invariant, count });
    const { elsewhere, signal } = options;
    const seen =
      elsewhere === undefined || signal?.aborted === true ? undefined : new SamplesSeen(program, explorer);
    await program.inSlice(() => checkSamples(program, explorer, (sample) => seen?.remake(sample)));
    checkWaits(program);
    const leak =
      elsewhere === undefined || seen === undefined
        ? undefined
        : await findLeak(program, findings, seen, elsewhere);
    if (leak === undefined) {
      // Made at the end: they make runs, which must not count.
      const cutOff = await program.inSlice(() => describeCutOff(program, explorer));
      const told = await withData(program, findings, options);
      const races = await racesOf(program, explorer, options);
      return {
        explorer,
        exhausted,
        reduced,
        findings: told,
        others,
        races,
        trouble: undefined,
        cutOff,
      };
    }
    const kept = findings.map((finding) =>
      leak.unconfirmed.has(finding) ? { ...finding, unconfirmed: true as const } : finding,
    );
    const trouble = { verdict: 'leaks', reason: leak.reason } as const;
    return { explorer, exhausted: false, findings: kept, others, trouble };
  } catch (error) {
    if (isForOthers(error)) throw error;
    const trouble = await troubleOf(error, program, explorer, options.elsewhere);
    if (trouble?.verdict === 'escaped') return { explorer, exhausted: false, findings: [], trouble };
    return { explorer, exhausted: false, findings, others, trouble };
  }
}

async function racesOf(
  program: Program,
  { workloads }: Explorer,
  { races = false, elsewhere, signal }: ExploreOptions,
): Promise<Explored['races']> {
  const record = elsewhere?.recorded ?? recorderInPlace(program);
  if (!races || record === undefined || signal?.aborted === true) return undefined;
  return findRaces(program, workloads, record);
}

async function withData(
  program: Program,
  findings: readonly ReportedFinding[],
  { data = 'all', look = true, elsewhere, signal }: ExploreOptions,
): Promise<readonly ReportedFinding[]> {
  if (data === 'none' || signal?.aborted === true) return findings;
  const asked = askedForData(program.scenario, program.variantId, findings, data);
  const looked: ReportedFinding[] = [];
  for (const finding of asked) looked.push(look ? await lookInto(program, finding) : finding);
  const record = elsewhere?.recorded ?? recorderInPlace(program);
  const toTell = looked.map((finding) => ({ ...finding, isBesideKnown: finding.noPassing !== undefined }));
  const causes = record === undefined ? [] : await dataCauses(program, toTell, record);
  return findings.map((finding) => {
    const at = asked.indexOf(finding);
    if (at < 0) return { ...finding, dataNotAsked: true };
    const cause = causes[at];
    const told = looked[at] ?? finding;
    return cause === undefined ? told : { ...told, data: cause };
  });
}

function isForOthers(error: unknown): boolean {
  return [UsageError, FramesMatterError, WaitsMatterError, ImportsError, TimeUp].some(
    (known) => error instanceof known,
  );
}

/** Runs after which what did not occur is taken for what does not. */
const RUNS_TELLING = 100;

/** @throws Error where what the fault menu names can be no other variant's, and does not occur in all that there is */
function checkMenu({ menu, scenario }: Program): void {
  if (Object.keys(scenario.system.variants).length === 1) menu.checkUnmet();
}

/** What an exploration that threw comes to. */
async function troubleOf(
  error: unknown,
  program: Program,
  explorer: Explorer,
  elsewhere: ExploreOptions['elsewhere'],
): Promise<Explored['trouble']> {
  if (error instanceof EscapedError) return { verdict: 'escaped', reason: error.message };
  if (error instanceof NondeterminismError) {
    if (program.knownWaits.some(({ wasBelieved }) => wasBelieved)) throw new WaitsMatterError();
    if (await program.inSlice(() => framesMatter(program, explorer, error.seed)))
      throw new FramesMatterError();
    const reason = await explainNondeterminism(program, explorer, error.seed, elsewhere);
    return { verdict: 'nondeterministic', reason };
  }
  const where = await program.inSlice(() => program.whereItThrows(explorer.firstWorkload));
  return { verdict: 'error', reason: `${describeError(error)}${where}` };
}

/** A sample in which fewer than one run in so many showed a new ordering comes from a small space. */
const SMALL_SPACE = 2;

/**
 * After a sample without a failure from what seems a small space: looks at all of it, with as many runs again at most.
 * Whether that was all.
 */
async function exhaust(
  program: Program,
  explorer: Explorer,
  runs: number,
  stopAfter: number,
  isSpent: () => boolean,
): Promise<boolean> {
  const { statistics } = explorer;
  const { schedules, distinct } = statistics;
  const promising = schedules >= runs && runs > 1 && distinct.count < schedules / SMALL_SPACE;
  if (!promising || !statistics.isClean) return false;
  await program.inSlice(() => checkSamples(program, explorer));
  for (let left = Math.min(runs, stopAfter - schedules); left > 0 && !isSpent(); left -= RUNS_PER_LOOK) {
    if (await program.inSlice(() => explorer.exhaust(Math.min(left, RUNS_PER_LOOK)))) {
      return statistics.isClean;
    }
  }
  return false;
}

function runSlice(explorer: Explorer, runs: number, isSpent: () => boolean): boolean {
  const endsAt = hrtime() + BigInt(SLICE_MS) * 1_000_000n;
  do {
    for (let i = 0; i < RUNS_BETWEEN_LOOKS && explorer.statistics.schedules < runs; i++) {
      if (!explorer.next()) return false;
    }
  } while (explorer.statistics.schedules < runs && !isSpent() && hrtime() < endsAt);
  return true;
}
