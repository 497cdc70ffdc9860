import type { Program } from '../program/program.ts';
import { seenWorkloads } from '../program/workloads.ts';
import type { ExplorationFacts, ReductionFacts, StrategyFacts } from '../result.ts';
import { SEEMS_FROM } from '../core/vain-wait.ts';
import { IDLE_OVERTAKERS_MAX } from '../strategies/patience.ts';
import { exhaustive, strategies } from '../strategies/portfolio.ts';
import type { Explorer } from './explorer.ts';
import { type ReducedSpace, SWAPS_LEAST } from './reduced/reduced-space.ts';
import type { Tally } from './tally.ts';

/** How much was explored, and what that promises. */
export function explorationFacts(
  program: Program,
  explorer: Explorer,
  exhausted: boolean,
  reduced?: ReducedSpace,
): ExplorationFacts {
  const { id, scenario } = program;
  const seen = exhausted ? seenWorkloads(id, scenario, explorer.workloads) : undefined;
  const complete = reduced?.isComplete === true ? reduced : undefined;
  // A sample may be over before all workloads have had their turn; runs up to equivalent orders go through all.
  const workloads = complete === undefined ? explorer.workloadCount : explorer.workloads.length;
  const covers = exhausted ? coverage(program, explorer, seen, complete) : undefined;
  // What only workloads have that nobody ran is not missing.
  const unmet = explorer.hasRunAll ? program.menu.unmet : [];
  const { schedules, distinct, failing, steps, tallies, discovery, pairs } = explorer.statistics;
  return {
    schedules,
    distinct: distinct.count,
    distinctIsEstimate: distinct.isEstimate,
    failing,
    workloads,
    steps,
    ...(covers !== undefined && { covers }),
    ...(reduced !== undefined && { reduced: reductionFacts(reduced) }),
    ...(seen !== undefined && { possibleWorkloads: Math.max(seen.distinct, workloads) }),
    strategies: [...tallies.values()].map((tally) => strategyFacts(tally, explorer)),
    discovery: discovery.curve(schedules, distinct.count),
    pairs: pairs.facts,
    ...(unmet.length > 0 && { unmetFaults: unmet }),
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
function coverage(
  { faults }: Program,
  { workloadCount, workloads, statistics }: Explorer,
  seen: ReturnType<typeof seenWorkloads>,
  reduced: ReducedSpace | undefined,
): string {
  const { tallies, hasSeemedToHang } = statistics;
  const isBounded = reduced?.isBounded ?? statistics.isBounded;
  const runs = tallies.get(exhaustive.name)?.schedules ?? 0;
  const all =
    reduced === undefined ? `all ${runs.toLocaleString('en-US')} schedules of` : reducedRuns(reduced);
  const many = describeWorkloads(reduced === undefined ? workloadCount : workloads.length, seen);
  const menu =
    faults.budget === 0 ? 'no faults' : `up to ${faults.budget} ${faults.budget === 1 ? 'fault' : 'faults'}`;
  const bounds = [
    ...(isBounded
      ? [`, background timers at most ${IDLE_OVERTAKERS_MAX} times in a row before what must happen`]
      : []),
    ...(reduced !== undefined && isHardlyAudited(reduced)
      ? [
          `, audited by ${reduced.swapped} of ${SWAPS_LEAST} swaps of neighbouring steps alone, as no more were found`,
        ]
      : []),
    ...(hasSeemedToHang ? [`, in the default order from ${SEEMS_FROM} ticks on that moved nothing`] : []),
  ];
  return `${all} ${many} with ${menu}${reduced === undefined ? ' explored' : ''}, delivery at the earliest moment, timers on time${bounds.join('')}`;
}

/** Whether no workload's schedules were all run for comparison, and few neighbours could be swapped. */
function isHardlyAudited({ audited, swapped }: ReducedSpace): boolean {
  return audited === 0 && swapped < SWAPS_LEAST;
}

function reducedRuns({ runs, standsFor }: ReducedSpace): string {
  const all = standsFor === undefined ? 'all' : standsFor.toLocaleString('en-US');
  const some = `${runs.toLocaleString('en-US')} ${runs === 1 ? 'run stands' : 'runs stand'}`;
  return `complete up to equivalent orders: ${some} for ${all} schedules of`;
}

function reductionFacts(reduced: ReducedSpace): ReductionFacts {
  const { isComplete: _, isBounded: __, doubt, failure, unfinished, ...facts } = reduced;
  const why = doubt ?? (failure === undefined ? unfinished : 'a run fails');
  return { ...facts, ...(why !== undefined && { unfinished: why }) };
}

/** Which of the possible workloads were explored: nobody knows how many an arbitrary has, but many draws tell. */
function describeWorkloads(explored: number, seen: ReturnType<typeof seenWorkloads>): string {
  if (seen === undefined) return `${counted(explored)} that were drawn`;
  const { draws, distinct } = seen;
  const given = draws === 0 ? '' : ` that ${draws.toLocaleString('en-US')} draws give`;
  if (explored < distinct) return `${explored.toLocaleString('en-US')} of the ${counted(distinct)}${given}`;
  return explored === 1 ? `the only workload${given}` : `all ${counted(explored)}${given}`;
}

function counted(workloads: number): string {
  return `${workloads.toLocaleString('en-US')} ${workloads === 1 ? 'workload' : 'workloads'}`;
}
