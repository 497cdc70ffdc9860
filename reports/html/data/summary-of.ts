import type { InvariantResult, ReductionFacts, Report, ScenarioResult } from '../../../harness/result.ts';
import { verdicts } from '../../../harness/verdict.ts';
import { differenceSentences } from '../../differing.ts';
import { bySignature, type Failure } from '../../failures.ts';
import { workloadShare } from '../../wording.ts';
import type { FailureSummary, PackedInvariant, ResultSummary, Summary } from '../model/summary.ts';
import { StringTable } from '../model/string-table.ts';
import type { KeptFailures } from './keep.ts';

/** All that the page knows without opening a failure. */
export function summaryOf(report: Report, kept: KeptFailures): Summary {
  const scenarios = new Map(report.results.map(({ scenario, title }) => [scenario, title]));
  const scenarioIds = [...scenarios.keys()];
  const invariants = [
    ...new Set([
      ...report.results.flatMap((result) => result.invariants.map(({ id }) => id)),
      ...kept.failures.map(({ finding }) => finding.invariant),
    ]),
  ];
  const failing = failingOf(kept.failures);
  const causes = new StringTable();
  const failures = kept.failures.map((failure) => ({
    ...failureSummary(failure, report, invariants),
    cause: causes.placeOf(causeText(failure)),
    ...(failing.get(failure) !== failure.finding.count && { failing: failing.get(failure) ?? 0 }),
    ...(kept.more.has(failure) && { more: kept.more.get(failure) ?? 0 }),
  }));
  return {
    version: report.tool.version,
    seed: report.seed,
    runs: report.runs,
    interrupted: report.interrupted,
    ...(report.stopped !== undefined && { stopped: report.stopped }),
    startedAt: report.timing.startedAt,
    durationMs: report.timing.durationMs,
    scenarios: [...scenarios].map(([id, title]) => ({ id, title })),
    invariants,
    causes: causes.strings,
    results: report.results.map((result) => resultSummary(result, scenarioIds, invariants)),
    failures,
    leftOut: [...kept.more.values()].reduce((sum, more) => sum + more, 0),
    kinds: report.kinds ?? {},
  };
}

/** The cause without what all causes begin with. */
function causeText({ finding: { cause, clauses } }: Failure): string {
  return clauses.length === 0 ? cause : clauses.join('; ');
}

/** What is not as expected, and has no failure that shows it. */
function differencesOf(result: ScenarioResult): readonly string[] {
  const shown = new Set(result.findings.map(({ invariant }) => invariant));
  const invariants = result.invariants.filter(
    ({ id, expected }) => expected === 'violated' || !shown.has(id),
  );
  return differenceSentences({ ...result, invariants });
}

/** How many schedules failed as each of these did, whatever their cause. */
function failingOf(failures: readonly Failure[]): ReadonlyMap<Failure, number> {
  const failing = new Map<Failure, number>();
  for (const { alike, others } of bySignature(failures)) {
    const count = alike.reduce((sum, { finding }) => sum + finding.count, others);
    for (const failure of alike) failing.set(failure, count);
  }
  return failing;
}

function resultSummary(
  result: ScenarioResult,
  scenarioIds: readonly string[],
  invariants: readonly string[],
): ResultSummary {
  const { variant, verdict, expected, asExpected, reason, exploration } = result;
  const share = workloadShare('exhausted', exploration);
  const bounds = exploration.strategies.flatMap(({ failureRateBound }) => failureRateBound ?? []);
  const differences = differencesOf(result);
  const own = result.invariants.map((invariant) => packInvariant(invariant, invariants, reason));
  return {
    scenario: scenarioIds.indexOf(result.scenario),
    variant,
    verdict,
    expected,
    ...(!asExpected && { unexpected: true }),
    ...(differences.length > 0 && { differences }),
    ...(reason !== undefined && { reason }),
    schedules: exploration.schedules,
    distinct: exploration.distinct,
    ...(exploration.distinctIsEstimate && { distinctIsEstimate: true }),
    ...(share !== undefined && { workloadShare: share }),
    ...(verdict === 'exhausted' &&
      exploration.reduced !== undefined && { reduced: standing(exploration.reduced) }),
    ...(bounds.length > 0 && { bound: Number(Math.min(...bounds).toPrecision(4)) }),
    invariants: own,
  };
}

function standing({ runs, standsFor }: ReductionFacts): Pick<ReductionFacts, 'runs' | 'standsFor'> {
  return { runs, ...(standsFor !== undefined && { standsFor }) };
}

function packInvariant(
  { id, verdict, expected, claimed, reason: ownReason }: InvariantResult,
  ids: readonly string[],
  resultReason: string | undefined,
): PackedInvariant {
  // What is said of the whole need not be said again.
  const reason = ownReason === resultReason ? undefined : ownReason;
  const packed = [ids.indexOf(id), verdicts.indexOf(verdict), expected === 'violated' ? 1 : 0] as const;
  if (reason !== undefined) return [...packed, claimed ?? 0, reason];
  return claimed === undefined ? packed : [...packed, claimed];
}

function failureSummary(
  { number, result, finding, expected }: Failure,
  report: Report,
  invariants: readonly string[],
): Omit<FailureSummary, 'cause'> {
  return {
    number,
    result: report.results.indexOf(result),
    invariant: invariants.indexOf(finding.invariant),
    kind: finding.kind,
    message: finding.message,
    ...(!expected && { unexpected: true }),
    ...(finding.unconfirmed === true && { unconfirmed: true }),
    count: finding.count,
    steps: finding.steps.filter(({ step }) => step > 0).length,
  };
}
