import type { Candidate } from './candidate.ts';
import { differs, divergesAfter } from './divergence.ts';
import type { FindingFacts } from './finding-facts.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { patternOf } from './pattern-of.ts';

/**
 * Readings that both runs make, and that see another task's writing in one of them only: too early, before it is
 * written, or too late, when it has been changed already.
 */
export function changedReads(failing: History, passing: History, facts: FindingFacts): Candidate[] {
  const found: Candidate[] = [];
  for (const read of failing.touches) {
    if (!isRead(read)) continue;
    const there = passing.counterpart(read);
    if (there === undefined) continue;
    const pair = pairOf(failing, passing, read, there);
    if (pair === undefined) continue;
    const evidence = evidenceOf(failing, passing, read, there);
    found.push({ ...pair, ...patternOf(failing, passing, read, pair.write, facts), evidence });
  }
  return found;
}

interface Pair {
  readonly write: Touch;
  readonly inPassing: Candidate['inPassing'];
}

/** The writing that the reading sees in one run only, if it is another task's. */
function pairOf(failing: History, passing: History, read: Touch, there: Touch): Pair | undefined {
  const seen = failing.sourceOf(read);
  const seenThere = passing.sourceOf(there);
  const missed = seenThere && failing.counterpart(seenThere);
  if (missed !== undefined && missed.at > read.at && missed.access.task !== read.access.task) {
    return { write: missed, inPassing: 'reversed' };
  }
  if (seen === undefined || seen.access.task === read.access.task) return undefined;
  const writtenThere = passing.counterpart(seen);
  if (writtenThere === undefined) return { write: seen, inPassing: 'missing' };
  return writtenThere.at > there.at ? { write: seen, inPassing: 'reversed' } : undefined;
}

/** Readings of the same value that lead to the same are in no wrong order. */
function evidenceOf(failing: History, passing: History, read: Touch, there: Touch): number {
  const diverges = divergesAfter(failing, passing, read, there);
  if (differs(read, there)) return diverges ? 5 : 3;
  const known = read.access.value !== undefined && there.access.value !== undefined;
  if (diverges) return known ? 0 : 2;
  return known ? -6 : -1;
}

/** Writings that both runs make in another order, so that another one is the last before the damage. */
export function changedLastWrites(failing: History, passing: History, before: number): Candidate[] {
  const found: Candidate[] = [];
  for (const name of failing.locations) {
    const last = lastWrite(failing.on(name), before);
    const lastThere = lastWrite(passing.on(name), Infinity);
    if (last === undefined || lastThere === undefined) continue;
    const overwritten = failing.counterpart(lastThere);
    if (overwritten === undefined || overwritten.at >= last.at) continue;
    if (overwritten.access.task === last.access.task || passing.counterpart(last) === undefined) continue;
    const evidence = differs(last, lastThere) ? 4 : last.access.value === undefined ? 0 : -6;
    found.push({ pattern: 'order', touches: [overwritten, last], inPassing: 'reversed', evidence });
  }
  return found;
}

function lastWrite(touches: readonly Touch[], before: number): Touch | undefined {
  return touches.findLast((touch) => isWrite(touch) && touch.step.step <= before);
}
