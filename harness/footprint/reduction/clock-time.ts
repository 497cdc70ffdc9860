import type { Clock, Option } from './point.ts';
import type { Branch, SearchNode } from './search-node.ts';
import type { StepRecord } from './step-record.ts';

/**
 * The clock as it is: each event comes at its earliest moment, and what may come next is what the engine lets. Two steps
 * then commute where neither comes at another moment after the other, or nothing tells that it does, and where both may
 * still come after the other [conditional-independence]. Sound whatever code asks of the clock;
 * weak, as most that makes events with windows tells when it came.
 */
export function commuteInTime(
  node: SearchNode,
  a: Branch,
  optionOfA: Option,
  b: Option,
  recordOfB: StepRecord,
): boolean {
  const { clock } = node.point;
  if (clock === undefined) return false;
  const momentOfA = momentOf(clock, optionOfA);
  const momentOfB = momentOf(clock, b);
  const lastMs = Math.max(momentOfA, momentOfB);
  if (clock.dueMs <= lastMs) return false;
  if (momentOfA < lastMs && tellsTime(a.record)) return false;
  if (momentOfB < lastMs && tellsTime(recordOfB)) return false;
  return (
    opensOf(clock, b) <= horizonAfter(node, clock, optionOfA, a.record, momentOfA) &&
    opensOf(clock, optionOfA) <= horizonAfter(node, clock, b, recordOfB, momentOfB)
  );
}

function opensOf({ windows }: Clock, { events }: Option): number {
  return Math.max(0, ...events.map((event) => windows.get(event)?.[0] ?? 0));
}

function momentOf(clock: Clock, option: Option): number {
  return Math.max(clock.nowMs, opensOf(clock, option));
}

/** Whether what it leaves behind depends on when it came. */
function tellsTime({ readsClock, created }: StepRecord): boolean {
  return readsClock || created.some(({ opensInMs, closesInMs }) => opensInMs > 0 || closesInMs !== Infinity);
}

/** When the first window closes once that has come. */
function horizonAfter(
  node: SearchNode,
  { windows }: Clock,
  { events }: Option,
  { created }: StepRecord,
  momentMs: number,
): number {
  const closings = node.point.pending
    .filter((event) => !events.includes(event))
    .map((event) => windows.get(event)?.[1] ?? Infinity);
  return Math.min(...closings, ...created.map(({ closesInMs }) => momentMs + closesInMs));
}
