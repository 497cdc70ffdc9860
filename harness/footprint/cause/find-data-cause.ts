import type { DataCause } from '../data-cause.ts';
import type { Footprints } from '../footprint.ts';
import { asAccess } from './as-access.ts';
import type { Candidate } from './candidate.ts';
import { changedLastWrites, changedReads } from './changed-reads.ts';
import { cutShort } from './cut-short.ts';
import type { FindingFacts } from './finding-facts.ts';
import { History, type Touch } from './history.ts';
import { lostUpdates } from './lost-updates.ts';
import { regardOf } from './regard.ts';
import { bestOf, eventsOf } from './rank.ts';
import { type PlaceOf, readable, tell } from './sentence.ts';

/**
 * Why a run fails, by what it read and wrote: the accesses whose order differs from that of the nearest run that
 * passes, the best of those patterns that are known to do harm.
 * @param passing the nearest run that passes; without one, only what is wrong by itself is told (a lost update)
 * @returns undefined where there is nothing worth telling: rather nothing than a wrong name
 */
export function findDataCause(
  failing: Footprints,
  passing: Footprints | undefined,
  facts: FindingFacts,
): DataCause | undefined {
  const here = new History(failing);
  const there = passing && new History(passing);
  const known = { ...facts, step: damageAt(here, facts) };
  const best = bestOf(candidatesOf(here, there, known), known);
  return best && describe(best, known);
}

/** A check may name an early step, at which there was nothing wrong yet: what decided it came later. */
function damageAt({ stepOf, steps }: History, { step, difference }: FindingFacts): number {
  const decided = eventsOf(difference).map((event) => steps[stepOf.get(event) ?? 0]?.step ?? 0);
  return decided.some((one) => one > step) ? (steps.at(-1)?.step ?? step) : step;
}

/** All that may be the cause. */
export function candidatesOf(
  failing: History,
  passing: History | undefined,
  facts: FindingFacts,
): readonly Candidate[] {
  const updates = lostUpdates(failing, passing, facts.step);
  if (passing === undefined) return withoutNotes(updates, failing);
  const orders = [
    ...changedReads(failing, passing, facts),
    ...changedLastWrites(failing, passing, facts),
    ...updates,
  ];
  return [...withoutNotes(orders, failing), ...cutShort(failing, passing, facts)];
}

/** What a test notes for itself is of interest only where there is nothing but the test. */
function withoutNotes(candidates: readonly Candidate[], { hasState }: History): readonly Candidate[] {
  const isNote = (touch: Touch): boolean => regardOf(touch) === 'test';
  if (!hasState) return candidates;
  return candidates.filter((candidate) => !candidate.touches.every(isNote));
}

function describe(candidate: Candidate, { askedAt }: FindingFacts): DataCause {
  const placeOf: PlaceOf = ({ access, step }) => access.place ?? askedAt?.(step.event);
  const [first] = candidate.touches;
  const location = first === undefined ? '' : readable(first);
  const accesses = candidate.touches.map((touch, nth) => ({
    ...asAccess(touch, placeOf(touch)),
    ...(readable(touch) !== location && { location: readable(touch) }),
    ...(candidate.struck !== undefined && nth > 0 && { isMissing: true as const }),
  }));
  return { pattern: candidate.pattern, location, sentence: tell(candidate, placeOf), accesses };
}
