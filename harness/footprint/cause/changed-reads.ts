import type { Candidate } from './candidate.ts';
import { isSaid } from './said.ts';
import { differs, divergesAfter } from './divergence.ts';
import type { FindingFacts } from './finding-facts.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { isOverwriting } from './overwriting.ts';
import { patternOf } from './pattern-of.ts';

/**
 * Readings that both runs make, and that see another task's writing in one of them only: too early, before it is
 * written, or too late, when it has been changed already.
 */
export function changedReads(failing: History, passing: History, facts: FindingFacts): Candidate[] {
  const found: Candidate[] = [];
  for (const read of failing.touches) {
    if (!isRead(read)) continue;
    const there = passing.counterpart(read, failing);
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
  const missed = seenThere && failing.counterpart(seenThere, passing);
  if (missed !== undefined && missed.at > read.at && missed.access.task !== read.access.task) {
    return { write: missed, inPassing: 'reversed' };
  }
  if (seen === undefined || seen.access.task === read.access.task) return undefined;
  const writtenThere = passing.counterpart(seen, failing);
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

/** Another task's writing that the last one before the damage overwrites, while in the passing run it does not. */
export function changedLastWrites(
  failing: History,
  passing: History,
  { step: before, kind, message }: FindingFacts,
): Candidate[] {
  const found: Candidate[] = [];
  for (const name of failing.locations) {
    const writes = failing.on(name).filter((touch) => isWrite(touch) && touch.step.step <= before);
    const last = writes.at(-1);
    const overwritten = writes.findLast((touch) => touch.access.task !== last?.access.task);
    if (last === undefined || overwritten === undefined) continue;
    const lastThere = passing.counterpart(last, failing);
    const overwrittenThere = passing.counterpart(overwritten, failing);
    if (lastThere !== undefined && overwrittenThere !== undefined && overwrittenThere.at < lastThere.at)
      continue;
    const inPassing = lastThere !== undefined && overwrittenThere !== undefined ? 'reversed' : 'missing';
    const isTheDamage = last.step.step === before && isSaid(last, message);
    if (inPassing === 'missing' && !isOverwriting(kind) && !isTheDamage) continue;
    found.push({
      pattern: 'order',
      touches: [overwritten, last],
      inPassing,
      evidence: evidenceOfOverwriting(
        overwritten,
        last,
        inPassing === 'reversed' ? passing.on(name).findLast(isWrite) : undefined,
      ),
    });
  }
  return found;
}

/** Who writes what is there already does no harm; nor do two whose order makes no difference, as counting has none. */
function evidenceOfOverwriting(overwritten: Touch, last: Touch, lastThere: Touch | undefined): number {
  const isSame = (other: Touch | undefined): boolean =>
    last.access.value !== undefined && last.access.value === other?.access.value;
  if (isSame(overwritten) || isSame(lastThere)) return -6;
  return differs(overwritten, last) ? 4 : 1;
}
