import { type Court, killOf } from './court.ts';
import { Judge } from './judges.ts';
import type { Mutation } from './mutants.ts';
import type { Judgement } from './result.ts';
import { FEW_RUNS, FIRST_RUNS, RUNS_MAX } from './runs.ts';

/** In the first look no scenario is asked that takes so many times as long as most. */
const FIRST_SLOWER = 20;

/** A mutant and what is known of it so far. */
export interface Case {
  readonly mutation: Mutation;
  readonly judgement: Judgement;
  /** Why nobody could notice it. */
  readonly whyEquivalent: string | undefined;
}

export interface TrialOptions {
  /** Processes that judge at a time. */
  readonly jobs: number;
  /** Whether few runs of each scenario are all. */
  readonly firstLook: boolean;
  /** @param left how many are to be judged after it, for now */
  readonly onJudged: (mutation: Mutation, judgement: Judgement, left: number) => void;
}

/**
 * Lets the scenarios of a subject judge its mutants: first with few runs, then those that survive with the main job's
 * budget. Scenarios that do not reach a mutant are not asked.
 */
export async function tryMutants(court: Court, cases: readonly Case[], options: TrialOptions): Promise<void> {
  const kills = new Map<string, number>();
  for (const { judgement } of cases) if (judgement.outcome === 'killed') note(kills, judgement.scenario);
  const survivors: Case[] = cases.filter(({ judgement }) => isToBeTriedAgain(judgement));
  const fresh = cases.filter(({ judgement }) => judgement.outcome === 'not judged');
  await each(court, fresh, options, async (judge, one, left) => {
    const judgement = await judged(judge, court, one, kills, FIRST_RUNS);
    options.onJudged(one.mutation, judgement, left);
    if (isToBeTriedAgain(judgement)) survivors.push({ ...one, judgement });
  });
  if (options.firstLook) return;
  await each(court, survivors, options, async (judge, one, left) => {
    options.onJudged(one.mutation, await judged(judge, court, one, kills, RUNS_MAX), left);
  });
}

function isToBeTriedAgain(judgement: Judgement): boolean {
  return judgement.outcome === 'survived' && judgement.isReached && judgement.runs < RUNS_MAX;
}

async function each(
  { bench }: Court,
  cases: readonly Case[],
  { jobs }: TrialOptions,
  work: (judge: Judge, one: Case, left: number) => Promise<void>,
): Promise<void> {
  const left = [...cases];
  const workOff = async (): Promise<void> => {
    const judge = new Judge(bench);
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(judge, one, left.length);
    judge.end();
  };
  await Promise.all(Array.from({ length: jobs }, workOff));
}

async function judged(
  judge: Judge,
  court: Court,
  { mutation, whyEquivalent }: Case,
  kills: Map<string, number>,
  runs: number,
): Promise<Judgement> {
  const all = judgesOf(mutation, court, kills);
  const scenarios = runs < RUNS_MAX ? quickOf(all, court) : all;
  const kill =
    scenarios.length === 0
      ? undefined
      : await killOf(judge, court, mutation.id, scenarios, [...(runs < RUNS_MAX ? [FEW_RUNS] : []), runs]);
  if (kill !== undefined) {
    note(kills, kill.scenario);
    return { outcome: 'killed', ...kill };
  }
  // Asked with few runs all the same: who says that a mutant is equivalent may be wrong.
  if (whyEquivalent !== undefined) return { outcome: 'equivalent', reason: whyEquivalent };
  return { outcome: 'survived', runs, isReached: all.length > 0 };
}

function note(kills: Map<string, number>, scenario: string): void {
  kills.set(scenario, (kills.get(scenario) ?? 0) + 1);
}

/** Who reaches it: those first who noticed most mutants so far, then the quickest. */
function judgesOf(
  { id }: Mutation,
  { reached }: Court,
  kills: ReadonlyMap<string, number>,
): readonly string[] {
  return reached.scenarios
    .filter(({ mutants }) => reached.atImport.includes(id) || mutants.includes(id))
    .sort(
      (a, b) => (kills.get(b.scenario) ?? 0) - (kills.get(a.scenario) ?? 0) || a.durationMs - b.durationMs,
    )
    .map(({ scenario }) => scenario);
}

/** Those that do not take much longer than most. */
function quickOf(ids: readonly string[], { reached }: Court): readonly string[] {
  const durations = new Map(reached.scenarios.map(({ scenario, durationMs }) => [scenario, durationMs]));
  const sorted = [...durations.values()].sort((a, b) => a - b);
  const limitMs = FIRST_SLOWER * (sorted[sorted.length >> 1] ?? 0);
  return ids.filter((id) => (durations.get(id) ?? 0) <= limitMs);
}
