/** Names what steps share, or numbers it. */
export type LocationKey = string | number;

/** What two steps are compared by. */
export interface Touched {
  readonly reads: ReadonlySet<LocationKey>;
  readonly writes: ReadonlySet<LocationKey>;
  /** Changes that leave the same behind in either order, among themselves. */
  readonly commutes: ReadonlySet<LocationKey>;
  /** Names of the events that happened in it: none where somebody is cancelled, two in one chunk. */
  readonly delivered: readonly string[];
  /** Names of the events that it took back, or would have, had they not happened before. */
  readonly withdrawn: readonly string[];
}

/**
 * Whether the order of two steps may matter: they touch one location that one of them at least changes, or one event that
 * happens or is taken back in either. That one makes the event of the other is another matter.
 */
export function conflict(a: Touched, b: Touched): boolean {
  return (
    meet(a.writes, b.writes) ||
    meet(a.writes, b.reads) ||
    meet(a.writes, b.commutes) ||
    meet(a.reads, b.writes) ||
    meet(a.reads, b.commutes) ||
    meet(a.commutes, b.writes) ||
    meet(a.commutes, b.reads) ||
    moves(a.delivered, b) ||
    moves(a.withdrawn, b)
  );
}

function meet(a: ReadonlySet<LocationKey>, b: ReadonlySet<LocationKey>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const location of a) if (b.has(location)) return true;
  return false;
}

function moves(events: readonly string[], { delivered, withdrawn }: Touched): boolean {
  return events.some((event) => delivered.includes(event) || withdrawn.includes(event));
}
