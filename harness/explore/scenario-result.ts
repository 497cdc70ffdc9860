import type {
  ExplorationFacts,
  InvariantResult,
  ReportedFinding,
  ScenarioResult,
  StrategyFacts,
  Verdict,
} from '../result.ts';
import type { Expectation } from '../scenario.ts';
import { invariantsOf } from '../scenario.ts';
import type { Explorer } from './explorer.ts';
import { IDLE_OVERTAKERS_MAX } from '../strategies/patience.ts';
import type { Program } from '../program/program.ts';
import { exhaustive, strategies } from '../strategies/portfolio.ts';
import type { Tally } from './tally.ts';

/** Verdicts that say that the exploration itself cannot be relied upon. */
interface Trouble {
  readonly verdict: Extract<Verdict, 'nondeterministic' | 'escaped' | 'error' | 'n/a'>;
  readonly reason: string;
}

/** What an exploration came to. */
export interface Outcome {
  readonly explorer: Explorer;
  /** Whether every run there is was made. */
  readonly exhausted: boolean;
  readonly findings: readonly ReportedFinding[];
  readonly trouble: Trouble | undefined;
}

/** What is reported of an exploration. */
export function scenarioResult(program: Program, outcome: Outcome, durationMs: number): ScenarioResult {
  const { id, scenario, variantId } = program;
  const { explorer, findings, trouble } = outcome;
  const invariants = invariantResults(program, outcome);
  const violated = findings.length > 0;
  const unchecked = invariants.find(({ verdict, reason }) => verdict === 'unknown' && reason !== undefined);
  const calm = unchecked === undefined ? calmVerdict(outcome) : 'unknown';
  const whyUnknown = unchecked === undefined ? unknownReason(explorer) : `${unchecked.id}: ${UNCHECKED}`;
  const reason = trouble?.reason ?? (calm === 'unknown' && !violated ? whyUnknown : undefined);
  const { measures } = explorer;
  const documented = scenario.documented;
  return {
    scenario: id,
    title: scenario.title,
    system: scenario.system.id,
    variant: variantId,
    expected: invariants.some(({ expected }) => expected === 'violated') ? 'violated' : 'holds',
    verdict: trouble?.verdict ?? (violated ? 'violated' : calm),
    asExpected:
      trouble === undefined
        ? explorer.schedules > 0 && invariants.every(isAsExpected)
        : trouble.verdict === 'n/a',
    invariants,
    exploration: explorationFacts(program, outcome),
    findings,
    ...(measures.size > 0 ? { measures: Object.fromEntries(measures) } : {}),
    ...(documented === undefined
      ? {}
      : {
          documented: {
            source: documented.source,
            columns: documented.columns,
            figures: documented.figures[variantId] ?? {},
          },
        }),
    ...(reason === undefined ? {} : { reason }),
    timing: { durationMs, schedulesPerSecond: Math.round((explorer.schedules / durationMs) * 1000) },
  };
}

function unknownReason(explorer: Explorer): string {
  if (explorer.schedules === 0) return 'No run was made.';
  return `${explorer.cutOff} of ${explorer.schedules} runs were cut off at their step bound.`;
}

/** `holds` is met by a sample without a failure and by a proof. */
export function isAsExpected({ expected, verdict }: InvariantResult): boolean {
  if (verdict === 'n/a') return true;
  return expected === 'violated'
    ? verdict === 'violated'
    : verdict === 'not-found' || verdict === 'exhausted';
}

/** What is said of an invariant that no run broke. */
function calmVerdict({ explorer, exhausted }: Outcome): Verdict {
  if (explorer.cutOff > 0 || explorer.schedules === 0) return 'unknown';
  return exhausted ? 'exhausted' : 'not-found';
}

/** An oracle that was declared and forgotten must not pass. */
const UNCHECKED = 'no run checked it, although the scenario declares it.';

function invariantResults(
  { scenario, variantId: variant, checked }: Program,
  outcome: Outcome,
): InvariantResult[] {
  const { findings, explorer, trouble } = outcome;
  const ids = new Set([...invariantsOf(scenario), ...findings.map(({ invariant }) => invariant)]);
  const broken = new Set([...explorer.failures.values()].map(({ invariant }) => invariant));
  return [...ids].map((id) => {
    const inapplicable = scenario.notApplicable?.[variant]?.[id];
    const claimed = scenario.claims?.[variant]?.[id];
    const unchecked = scenario.invariants.includes(id) && !checked.has(id) && explorer.schedules > 0;
    const calm = unchecked ? 'unknown' : calmVerdict(outcome);
    const verdict: Verdict = broken.has(id) ? 'violated' : inapplicable === undefined ? calm : 'n/a';
    const reason = inapplicable ?? (unchecked && verdict === 'unknown' ? UNCHECKED : undefined);
    const expected: Expectation = scenario.expect?.[variant]?.[id] ?? 'holds';
    return {
      id,
      expected,
      ...(claimed === undefined ? {} : { claimed }),
      verdict: trouble?.verdict ?? verdict,
      ...(reason === undefined ? {} : { reason }),
    };
  });
}

function explorationFacts(program: Program, { explorer, exhausted }: Outcome): ExplorationFacts {
  const covers = exhausted ? coverage(program, explorer) : undefined;
  return {
    schedules: explorer.schedules,
    distinct: explorer.distinct.count,
    distinctIsEstimate: explorer.distinct.isEstimate,
    failing: explorer.failing,
    workloads: explorer.workloadCount,
    steps: explorer.steps,
    ...(covers === undefined ? {} : { covers }),
    strategies: [...explorer.tallies.values()].map((tally) => strategyFacts(tally, explorer)),
    discovery: explorer.discovery.curve(explorer.schedules, explorer.distinct.count),
    pairs: explorer.pairs.facts,
  };
}

function strategyFacts(tally: Tally, { eventsMax }: Explorer): StrategyFacts {
  const { strategy: name, schedules, fresh, failing, firstFailure, samples, chains } = tally;
  const strategy = strategies.find((candidate) => candidate.name === name);
  const observed = { samples: schedules, events: eventsMax, chains };
  const guarantee = failing > 0 ? undefined : strategy?.guarantee?.(observed);
  return {
    name,
    schedules,
    fresh,
    failing,
    ...(firstFailure === undefined ? {} : { firstFailure }),
    ...(samples !== undefined && failing === 0 ? { failureRateBound: Math.min(1, 3 / schedules) } : {}),
    ...(samples === undefined ? {} : { newOrderingChance: samples.newOrderingChance }),
    ...(guarantee === undefined ? {} : { guarantee }),
  };
}

/** What a complete enumeration speaks of, and what it does not. */
function coverage({ faults }: Program, { workloadCount, tallies, isBounded }: Explorer): string {
  const runs = tallies.get(exhaustive.name)?.schedules ?? 0;
  const many = workloadCount === 1 ? 'this workload' : `these ${workloadCount} workloads`;
  const menu =
    faults.budget === 0 ? 'no faults' : `up to ${faults.budget} ${faults.budget === 1 ? 'fault' : 'faults'}`;
  return `all ${runs.toLocaleString('en-US')} schedules of ${many} with ${menu} explored, delivery at the earliest moment${isBounded ? `, background timers at most ${IDLE_OVERTAKERS_MAX} times in a row before what must happen` : ''}`;
}
