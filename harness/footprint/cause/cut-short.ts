import type { Candidate } from './candidate.ts';
import type { FindingFacts } from './finding-facts.ts';
import { type History, isRead, isWrite, type Touch } from './history.ts';
import { isWaiting, regardOf } from './regard.ts';
import { readable } from './sentence.ts';
import { type Strike, strikesIn } from './strikes.ts';

/** Writings of one task that are looked at, on either side of the strike. */
const NEAREST = 8;

/**
 * What a cancellation, a crash or a fault tore apart: a writing that its task had made, and one that belongs to it, is
 * made in the passing run, and never came.
 */
export function cutShort(failing: History, passing: History, facts: FindingFacts): Candidate[] {
  const found: Candidate[] = [];
  for (const strike of strikesIn(failing, passing, facts)) {
    for (const [task, never] of missingWrites(failing, passing, strike, facts)) {
      const made = madeBy(task, failing, strike, facts);
      found.push(...torn(strike, made.slice(-NEAREST), never.slice(0, NEAREST), facts, failing.hasState));
      if (isWaiting(facts.kind)) found.push(...awaited(strike, never, failing, passing));
    }
  }
  return found;
}

/** What the task had written; where that is nothing, what had who started it. */
function madeBy(task: string, failing: History, strike: Strike, facts: FindingFacts): readonly Touch[] {
  const writes = failing.touches.filter(
    (touch) => isOwn(touch, facts) && isMade(touch, strike) && !isNote(touch, failing),
  );
  const own = writes.filter(({ access }) => access.task === task);
  if (own.length > 0) return own;
  const [start] = failing.on(`the names of tasks[${JSON.stringify(task)}]`).filter(isWrite);
  return writes.filter(
    ({ access, at }) => start !== undefined && access.task === start.access.task && at < start.at,
  );
}

/** What one task of a test alone touches stands for nothing that the code under test calls. */
function isNote(touch: Touch, history: History): boolean {
  if (regardOf(touch) !== 'test' || !history.hasState) return false;
  const tasks = new Set(history.on(touch.location.name).map(({ access }) => access.task));
  return tasks.size < 2;
}

/** Before the strike, or on its way to a service by then; what the set-up writes is what there is to begin with. */
function isMade(touch: Touch, { after }: Strike): boolean {
  return touch.step.event !== '' && (touch.stepAt <= after || regardOf(touch) === 'service');
}

function torn(
  { told }: Strike,
  made: readonly Touch[],
  never: readonly Touch[],
  facts: FindingFacts,
  hasState: boolean,
): Candidate[] {
  return made.flatMap((before, age) =>
    never
      .filter((after) => isOfOneSort(before, after, hasState))
      .map((after, nth): Candidate => {
        const distance = (nth + made.length - 1 - age) * 0.3;
        const evidence = kinship(before, after) + harm(before, after, facts) - distance;
        const touches = [before, after];
        return { pattern: 'cancelled-between', touches, inPassing: 'missing', evidence, struck: told };
      }),
  );
}

/**
 * What a test notes for itself has no part in what the code under test does; but it may stand for what that calls, and
 * what is done there may be missing.
 */
function isOfOneSort(made: Touch, never: Touch, hasState: boolean): boolean {
  const [before, after] = [regardOf(made), regardOf(never)];
  if (before === 'primitive' || after === 'primitive') return false;
  // That a loop does not come round once more is no harm.
  if (readable(made) === readable(never) && before !== 'service') return false;
  if (before === 'test' && after === 'test') return !hasState;
  return before === after || before === 'service' || after === 'service';
}

/** What never came is what another task, which goes on in the passing run, looked at last: a lock, or a signal. */
function awaited({ told }: Strike, never: readonly Touch[], failing: History, passing: History): Candidate[] {
  return never.flatMap((write): Candidate[] => {
    const waits = (touch: Touch): boolean =>
      isRead(touch) && touch.access.task !== write.access.task && isLast(touch, failing);
    const look = failing.on(write.location.name).findLast(waits);
    const there = look && passing.counterpart(look, failing);
    if (look === undefined || (there !== undefined && !isWoken(passing, there, write))) return [];
    if (regardOf(look) !== 'primitive') return [];
    return [
      { pattern: 'lost-wake-up', touches: [look, write], inPassing: 'missing', evidence: 6, struck: told },
    ];
  });
}

/** Whether who looks goes on in the step of the writing, or looks only then. */
function isWoken({ touches }: History, look: Touch, write: Touch): boolean {
  if (look.at > write.at) return true;
  const { task } = look.access;
  return touches.some(
    (other) => other.at > write.at && other.stepAt === write.stepAt && other.access.task === task,
  );
}

/** Whether its task did nothing in any later step. */
function isLast({ stepAt, access }: Touch, { touches }: History): boolean {
  return !touches.some((other) => other.stepAt > stepAt && other.access.task === access.task);
}

const TWICE = /duplicat|twice|more than once/i;
const LOST = /\blost|\bloses?\b/i;

/**
 * What others can see was done, and what was to say so was not: it is done again. Or the other way round: it is lost,
 * most of all where it was nowhere else any more.
 */
function harm(made: Touch, never: Touch, { kind, message }: FindingFacts): number {
  const said = `${kind} ${message}`;
  if (TWICE.test(said)) return regardOf(made) === 'service' ? 3 : 0;
  if (regardOf(never) !== 'service') return 0;
  return LOST.test(said) && regardOf(made) === 'state' ? 4.5 : 3;
}

/** By task: what it writes in the passing run more often than in the failing one. */
function missingWrites(
  failing: History,
  passing: History,
  strike: Strike,
  facts: FindingFacts,
): Map<string, Touch[]> {
  const never = new Map<string, Touch[]>();
  const counts = new Map<string, number>();
  for (const touch of passing.touches) {
    const { task } = touch.access;
    if ((strike.task !== undefined && task !== strike.task) || !isOwn(touch, facts)) continue;
    const key = `${task}\n${touch.location.name}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > timesWritten(failing, touch, strike)) never.set(task, [...(never.get(task) ?? []), touch]);
  }
  return never;
}

function timesWritten(
  history: History,
  { location, access: { task } }: Touch,
  { after, isFinal }: Strike,
): number {
  return history
    .on(location.name)
    .filter((other) => !isRead(other) && other.access.task === task)
    .filter((other) => isFinal !== true || other.stepAt <= after).length;
}

/** What a reader may call the task's own. Where somebody waits in vain, it is the lock that was never given back. */
function isOwn(touch: Touch, { kind }: FindingFacts): boolean {
  const regard = regardOf(touch);
  // A row that is added is a change, whatever the order.
  if (regard === 'service') return !isRead(touch) && !touch.isWhole;
  return (
    isWrite(touch) && (regard === 'state' || regard === 'test' || (regard === 'primitive' && isWaiting(kind)))
  );
}

/** What belongs to one thing, or is written by code that stands together, belongs together. */
function kinship(a: Touch, b: Touch): number {
  if (a.location.name === b.location.name) return regardOf(a) === 'service' ? 1.5 : 0.5;
  if (wholeOf(a) === wholeOf(b)) return 1;
  return a.access.place !== undefined && fileOf(a) === fileOf(b) ? 1 : 0.5;
}

const fileOf = ({ access: { place } }: Touch): string | undefined => place?.replace(/:\d+$/, '');
const wholeOf = ({ location: { label } }: Touch): string => label.replace(/^entry .+ of /, '');
