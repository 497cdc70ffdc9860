import type { MovedEvent } from '../passing-run.ts';

/** Moved events that a report names at most. */
const MOVED_MAX = 20;

/**
 * The events of two runs that are not in the order of the others: the fewest, and what the schedule speaks of first.
 * @param failing ids of its events, in their order: the n-th, from 1, is step n
 * @param spokenOf ids that the differing exception names as held, delayed or made otherwise
 */
export function movedEvents(
  failing: readonly string[],
  passing: readonly string[],
  spokenOf: ReadonlySet<string>,
): readonly MovedEvent[] {
  const toOf = new Map(passing.map((event, index) => [event, index + 1]));
  const common = failing.flatMap((event, index) => {
    const to = toOf.get(event);
    return to === undefined ? [] : [{ event, from: index + 1, to }];
  });
  const kept = new Set(longestAscending(common.filter(({ event }) => !spokenOf.has(event))));
  const ordered = [...kept];
  const moved = common.filter((one) => {
    if (kept.has(one)) return false;
    if (!spokenOf.has(one.event)) return true;
    return ordered.some((other) => other.from < one.from !== other.to < one.to);
  });
  const distance = ({ from, to }: MovedEvent): number => Math.abs(from - to);
  return moved
    .sort((one, other) => distance(other) - distance(one) || one.from - other.from)
    .slice(0, MOVED_MAX);
}

/** The longest subsequence that also ascends in `to`: patience sorting. */
function longestAscending(events: readonly MovedEvent[]): readonly MovedEvent[] {
  const tails: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, { to }] of events.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((events[tails[middle] ?? 0]?.to ?? 0) < to) low = middle + 1;
      else high = middle;
    }
    before[index] = tails[low - 1];
    tails[low] = index;
  }
  const longest: MovedEvent[] = [];
  for (let at = tails.at(-1); at !== undefined; at = before[at]) {
    const event = events[at];
    if (event !== undefined) longest.unshift(event);
  }
  return longest;
}
