import { builtInInvariants, type Finding, findingWith } from '../core/finding.ts';
import type { Program } from '../program/program.ts';
import { causeOf, includesCause } from '../schedule/cause.ts';
import { countFaults } from '../schedule/exceptions.ts';
import { type Case, Shrinker } from '../shrink/shrink.ts';
import { NondeterminismError } from './determinism.ts';
import type { Explorer } from './explorer.ts';
import type { FailingRun, Failure, FailureClass } from './failure.ts';
import { countTraits, FAILS_PROMPTLY, includesTraits, type TraitTable } from './traits.ts';

/** Causes of one failure (kind and invariant) that are reported. */
const CAUSES_MAX = 3;
/** Runs that are made smaller to look for causes beside the first. */
const EXAMINED_MAX = 2;
/** The plainest runs need few, mostly. */
const LIMITS_WITHIN = { replaysMax: 150, stepsMax: 10_000 };

/** Why runs fail, by the smallest one. */
export interface Cause {
  /** The run that led to it. */
  readonly found: FailingRun;
  readonly smallest: Case;
  /** A run shows the cause that has all traits of one of these. */
  readonly traits: readonly number[];
  /** The failing runs that show it, and none of the causes before it. */
  readonly count: number;
}

export interface Causes {
  readonly causes: readonly Cause[];
  /** Failing runs that show none of them. */
  readonly others: number;
}

/**
 * The distinct causes of a failure. Its first run is made as small as it can be. A run that lacks what this cause
 * consists of fails for another reason: of such runs the plainest are made smaller, too, each within its own mechanism,
 * and united where they come to the same.
 * @throws NondeterminismError where the same seed or schedule gives another run
 */
export async function findCauses(program: Program, explorer: Explorer, failure: Failure): Promise<Causes> {
  const { first } = failure;
  const rest = [...failure.classes.values()].filter((candidate) => candidate !== first);
  const plainest = [first, ...rest.toSorted((a, b) => countTraits(a.traits) - countTraits(b.traits))];
  const causes = [await program.inSlice(() => firstCause(program, explorer, failure, true))];
  for (let examined = 0; causes.length < CAUSES_MAX && examined < EXAMINED_MAX; examined++) {
    const left = plainest.filter(({ traits }) => causeShown(traits, causes) === undefined);
    const candidate = nextOf(left, causes, explorer.statistics.traits);
    if (candidate === undefined) break;
    unite(causes, await program.inSlice(() => furtherCause(program, explorer, failure, candidate)));
  }
  return counted(causes, failure);
}

/**
 * What the first failing run comes to, alone: it stands for all. Only inside a slice of the program.
 * @param shrink whether it is made smaller
 */
export function firstCause(program: Program, explorer: Explorer, failure: Failure, shrink: boolean): Cause {
  const again = reproduce(program, explorer, failure, failure.first);
  const smallest = shrink
    ? new Shrinker(program, failure.signature, { known: explorer.knownRuns }).shrink(again)
    : again;
  return { found: failure.first, smallest, traits: [traitsOf(smallest, explorer)], count: failure.count };
}

/** What a run of another class comes to within its own mechanism. Only inside a slice of the program. */
function furtherCause(program: Program, explorer: Explorer, failure: Failure, found: FailureClass): Cause {
  const again = reproduce(program, explorer, failure, found);
  const limits = { ...LIMITS_WITHIN, known: explorer.knownRuns };
  const smallest = new Shrinker(program, failure.signature, limits).shrinkWithin(again);
  return { found, smallest, traits: [traitsOf(smallest, explorer), found.traits], count: found.count };
}

/** Adds a cause, or what it shows to the one that it comes to. */
function unite(causes: Cause[], found: Cause): void {
  const parts = causeOf(found.smallest.schedule);
  const at = causes.findIndex(({ smallest }) => includesCause(parts, causeOf(smallest.schedule)));
  const known = causes[at];
  if (known === undefined) causes.push(found);
  else causes[at] = { ...known, traits: [...known.traits, ...found.traits] };
}

function causeShown(traits: number, causes: readonly Cause[]): Cause | undefined {
  return causes.find((cause) => cause.traits.some((known) => includesTraits(traits, known)));
}

/** Each failing run counts for the cause that it led to, else for the first that it shows; causes without any are left out. */
export function counted(
  causes: readonly Cause[],
  { classes, unclassed }: Pick<Failure, 'classes' | 'unclassed'>,
): Causes {
  const counts = new Map(causes.map((cause) => [cause, 0]));
  let others = unclassed;
  for (const failing of classes.values()) {
    // The run that led to a cause is that cause's, though it may show an earlier one's traits, too.
    const cause = causes.find(({ found }) => found === failing) ?? causeShown(failing.traits, causes);
    if (cause === undefined) others += failing.count;
    else counts.set(cause, (counts.get(cause) ?? 0) + failing.count);
  }
  // One run may lead to two: made smaller freely, and within its own mechanism. It is counted once, and told once.
  return {
    causes: causes
      .map((cause) => ({ ...cause, count: counts.get(cause) ?? 0 }))
      .filter(({ count }) => count > 0),
    others,
  };
}

/** The plainest; where all causes so far are faults, or none is, rather one of the other sort. */
function nextOf(
  plainest: readonly FailureClass[],
  causes: readonly Cause[],
  table: TraitTable,
): FailureClass | undefined {
  const faulty = causes.filter(({ smallest }) => countFaults(smallest.schedule) > 0).length;
  const wanted = faulty === 0 ? true : faulty === causes.length ? false : undefined;
  return plainest.find(({ traits }) => table.hasFault(traits) === wanted) ?? plainest[0];
}

function traitsOf({ schedule, run }: Case, { statistics }: Explorer): number {
  return schedule.length === 0 ? FAILS_PROMPTLY : statistics.traits.of(run);
}

/** Makes a failing run again. */
function reproduce(program: Program, explorer: Explorer, failure: Failure, found: FailingRun): Case {
  const { seed, orderHash } = found;
  const { picker, workload } = explorer.picker(seed);
  const again = program.record(workload, picker);
  const finding = findingWith(again.run, failure.signature);
  const isSame = again.run.hashOrder(seed.workload) === orderHash && finding !== undefined;
  if (!isSame || (found === failure.first && !saysTheSame(finding, failure)))
    throw new NondeterminismError(seed);
  return { workload, ...again };
}

/** Other damage after the same events comes from state outside of the run. What the engine says may name more places. */
function saysTheSame({ invariant, message }: Finding, failure: Failure): boolean {
  return message === failure.message || builtInInvariants.some((one) => one === invariant);
}
