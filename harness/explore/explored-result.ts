import type {
  InvariantResult,
  OtherFailures,
  ReportedFinding,
  ReportedRace,
  ScenarioResult,
} from '../result.ts';
import type { Program } from '../program/program.ts';
import type { Verdict, WholeVerdict } from '../verdict.ts';
import { explorationFacts } from './exploration-facts.ts';
import type { Explorer } from './explorer.ts';
import type { ReducedSpace } from './reduced/reduced-space.ts';
import { invariantResults, scenarioResult } from './scenario-result.ts';

/** What an exploration came to. */
export interface Explored {
  readonly explorer: Explorer;
  /** Whether every run there is was made. */
  readonly exhausted: boolean;
  /** What came of looking at all up to equivalent orders, where that was tried. */
  readonly reduced?: ReducedSpace | undefined;
  readonly findings: readonly ReportedFinding[];
  /** Failing runs that none of the findings explains. */
  readonly others?: readonly OtherFailures[];
  /** Absent where nobody asked for them, or they could not be looked for. */
  readonly races?: readonly ReportedRace[] | undefined;
  /** How many runs were cut off, and by what; absent where none was. */
  readonly cutOff?: string | undefined;
  /** Why the exploration as a whole cannot be relied upon, or does not apply. */
  readonly trouble: { readonly verdict: WholeVerdict; readonly reason: string } | undefined;
}

/** What is reported of an exploration. */
export function exploredResult(program: Program, explored: Explored, durationMs: number): ScenarioResult {
  const { scenario, variantId } = program;
  const { explorer, exhausted, reduced, findings, others = [], races, trouble } = explored;
  const invariants = judged(program, explored);
  const { verdict, reason } = trouble ?? untroubled(explored, invariants);
  const { measures } = explorer;
  const { documented } = scenario;
  return scenarioResult(program, {
    verdict,
    invariants,
    exploration: explorationFacts(program, explorer, exhausted, reduced),
    findings,
    ...(others.length > 0 && { others }),
    ...(races !== undefined && { races }),
    ...(measures.size > 0 && { measures: Object.fromEntries(measures) }),
    ...(documented !== undefined && {
      documented: {
        source: documented.source,
        columns: documented.columns,
        figures: documented.figures[variantId] ?? {},
      },
    }),
    ...(reason !== undefined && { reason }),
    durationMs,
  });
}

/** The verdict on the whole, where the exploration can be relied upon. */
function untroubled(
  explored: Explored,
  invariants: readonly InvariantResult[],
): Pick<ScenarioResult, 'verdict' | 'reason'> {
  const { findings } = explored;
  if (findings.length > 0) return { verdict: 'violated' };
  const unchecked = invariants.find(({ verdict, reason }) => verdict === 'unknown' && reason !== undefined);
  if (unchecked !== undefined) return { verdict: 'unknown', reason: `${unchecked.id}: ${UNCHECKED}` };
  const verdict = calmVerdict(explored);
  const doubt = explored.reduced?.doubt;
  if (verdict === 'not-found' && doubt !== undefined)
    return { verdict, reason: `Nothing is said of all orders up to equivalence: ${doubt}.` };
  if (verdict !== 'unknown') return { verdict };
  return { verdict, reason: explored.cutOff ?? 'No run was made.' };
}

/** What is said of an invariant that no run broke. */
function calmVerdict({ explorer, exhausted }: Explored): Verdict {
  if (explorer.statistics.cutOff > 0 || explorer.statistics.schedules === 0) return 'unknown';
  return exhausted ? 'exhausted' : 'not-found';
}

/** An oracle that was declared and forgotten must not pass. */
const UNCHECKED = 'no run checked it, although the scenario declares it.';

function judged(program: Program, explored: Explored): InvariantResult[] {
  const { scenario, variantId, checked } = program;
  const { explorer, trouble } = explored;
  const broken = new Set([...explorer.statistics.failures.values()].map(({ invariant }) => invariant));
  const verdictOf = (id: string): Pick<InvariantResult, 'verdict' | 'reason'> => {
    const inapplicable = scenario.notApplicable?.[variantId]?.[id];
    const isUnchecked =
      scenario.invariants.includes(id) && !checked.has(id) && explorer.statistics.schedules > 0;
    const calm = isUnchecked ? 'unknown' : calmVerdict(explored);
    const verdict = broken.has(id) ? 'violated' : inapplicable === undefined ? calm : 'n/a';
    const reason = inapplicable ?? (isUnchecked && verdict === 'unknown' ? UNCHECKED : undefined);
    return { verdict: trouble?.verdict ?? verdict, ...(reason !== undefined && { reason }) };
  };
  return invariantResults(program, verdictOf, [...checked, ...broken]);
}
