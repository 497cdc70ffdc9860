import type { InvariantResult, ReductionFacts, Report, ScenarioResult } from '../../../harness/result.ts';
import { verdicts } from '../../../harness/verdict.ts';
import { documentedFigures } from '../../documented.ts';
import { bySignature, type Failure } from '../../failures.ts';
import { asksForRaces, racesOf } from '../../races.ts';
import { workloadShare } from '../../wording.ts';
import type { FailureSummary, PackedInvariant, ResultSummary, Summary } from '../model/summary.ts';
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
  return {
    version: report.tool.version,
    seed: report.seed,
    runs: report.runs,
    interrupted: report.interrupted,
    startedAt: report.timing.startedAt,
    durationMs: report.timing.durationMs,
    scenarios: [...scenarios].map(([id, title]) => ({ id, title })),
    invariants,
    results: report.results.map((result) => resultSummary(result, scenarioIds, invariants)),
    failures: kept.failures.map((failure) => ({
      ...failureSummary(failure, report, invariants),
      ...(failing.get(failure) !== failure.finding.count && { failing: failing.get(failure) ?? 0 }),
      ...(kept.more.has(failure) && { more: kept.more.get(failure) ?? 0 }),
    })),
    leftOut: [...kept.more.values()].reduce((sum, more) => sum + more, 0),
    kinds: report.kinds ?? {},
    documented: documentedFigures(report),
    ...(asksForRaces(report) && { races: racesOf(report) }),
  };
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
  const own = result.invariants.map((invariant) => packInvariant(invariant, invariants, reason));
  return {
    scenario: scenarioIds.indexOf(result.scenario),
    variant,
    verdict,
    expected,
    ...(!asExpected && { unexpected: true }),
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
): FailureSummary {
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
