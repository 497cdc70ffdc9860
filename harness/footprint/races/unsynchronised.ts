import { type History, isRead, isWrite, type Touch } from '../cause/history.ts';
import { regardOf } from '../cause/regard.ts';

/** A task looks, and acts in a later step; another writes, and no chain of events orders that before or after both. */
export interface CheckThenAct {
  readonly look: Touch;
  readonly act: Touch;
  readonly other: Touch;
}

/** Of a run in which everybody writes everything, some are enough. */
const PAIRS_MAX = 2_000;

/**
 * The pairs of one run, the nearest first.
 * @param createdAt for each step, the one in which its event came into being
 */
export function unsynchronised(
  history: History,
  createdAt: ReadonlyMap<number, number>,
): readonly CheckThenAct[] {
  const pairs: CheckThenAct[] = [];
  for (const location of history.locations) {
    const touches = history.on(location).filter(isWorthALook);
    const writes = touches.filter(isWrite);
    for (const act of writes) {
      const look = touches.findLast((touch) => isRead(touch) && isBefore(touch, act));
      if (look === undefined) continue;
      for (const other of writes) {
        if (pairs.length === PAIRS_MAX) break;
        const pair = { look, act, other };
        if (isForeign(other, act) && !areOrdered(pair, createdAt)) pairs.push(pair);
      }
    }
  }
  return pairs.toSorted((a, b) => spanOf(a) - spanOf(b));
}

/** Equal for pairs that stand at the same places: to a reader they are one. */
export function placesOf({ look, act, other }: CheckThenAct): string {
  const places = [look, act, other].map(({ access }) => access.place ?? '');
  return JSON.stringify([look.location.label, ...places]);
}

/** The author's own state, or what a service keeps for him, in the name of a task. */
function isWorthALook(touch: Touch): boolean {
  const regard = regardOf(touch);
  return (regard === 'state' || regard === 'service') && touch.access.task !== '' && touch.step.event !== '';
}

/** Whether the same task looked in an earlier step: what happens in one step nobody can come between. */
function isBefore(look: Touch, act: Touch): boolean {
  return look.access.task === act.access.task && look.stepAt < act.stepAt;
}

function isForeign(other: Touch, act: Touch): boolean {
  return other.access.task !== act.access.task && other.stepAt !== act.stepAt;
}

function areOrdered({ look, act, other }: CheckThenAct, createdAt: ReadonlyMap<number, number>): boolean {
  return leadsTo(other, look, createdAt) || leadsTo(act, other, createdAt) || other.stepAt === look.stepAt;
}

/** Whether an event of the first step led to that of the second: it made it, or what made it. */
function leadsTo(first: Touch, second: Touch, createdAt: ReadonlyMap<number, number>): boolean {
  let step: number | undefined = second.step.step;
  while (step !== undefined && step > first.step.step) step = createdAt.get(step);
  return step === first.step.step;
}

function spanOf({ look, act, other }: CheckThenAct): number {
  const steps = [look.stepAt, act.stepAt, other.stepAt];
  return Math.max(...steps) - Math.min(...steps);
}
