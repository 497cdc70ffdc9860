import type { Candidate } from './candidate.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { writeBack } from './pattern-of.ts';

/**
 * Readings whose task writes the location in a later step, another task having written it meanwhile: what that one
 * wrote is lost. It needs no other run.
 * @param passing where the same three accesses are in the same order there, they do no harm
 */
export function lostUpdates(failing: History, passing: History | undefined, before: number): Candidate[] {
  const found: Candidate[] = [];
  for (const name of failing.locations) {
    const touches = failing.on(name).filter((touch) => touch.step.step <= before);
    for (const [index, read] of touches.entries()) {
      if (!isRead(read)) continue;
      const write = touches
        .slice(index + 1)
        .find((touch) => isWrite(touch) && touch.access.task !== read.access.task);
      const back = write && writeBack(failing, read, write);
      if (write === undefined || back === undefined || back.stepAt === read.stepAt) continue;
      if (ownWriteBetween(touches, read, write)) continue;
      const inPassing = orderIn(failing, passing, [read, write, back]);
      if (inPassing === undefined) continue;
      found.push({ pattern: 'atomicity', touches: [read, write, back], inPassing, evidence: 1 });
    }
  }
  return found;
}

/** Undefined where they are in the same order there. */
function orderIn(
  failing: History,
  passing: History | undefined,
  touches: readonly [Touch, Touch, Touch],
): Candidate['inPassing'] | undefined {
  if (passing === undefined) return 'unknown';
  const [read, write, back] = touches.map((touch) => passing.counterpart(touch, failing)?.at);
  if (read === undefined || write === undefined || back === undefined) return 'missing';
  return read < write && write < back ? undefined : 'reversed';
}

function ownWriteBetween(touches: readonly Touch[], read: Touch, write: Touch): boolean {
  return touches.some(
    (touch) =>
      touch.at > read.at && touch.at < write.at && isWrite(touch) && touch.access.task === read.access.task,
  );
}
