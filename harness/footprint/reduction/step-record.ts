/** An event that a step made, and its window in virtual milliseconds from that step on. */
export interface CreatedEvent {
  /** Equal in all runs that agree on the past of the step. */
  readonly name: string;
  readonly opensInMs: number;
  /** Infinity where it may come as late as it likes. */
  readonly closesInMs: number;
  /** The event since whose making it closes, where it is not the step: a reply is late where its request was. */
  readonly closesSince?: string;
}

/** Names what steps share, or numbers it. */
export type LocationKey = string | number;

/** All that the reduction knows of one step: what was chosen, what it touched, and which events it moved. */
export interface StepRecord {
  /** Of what was chosen: equal in all runs in which that means the same. */
  readonly name: string;
  readonly reads: ReadonlySet<LocationKey>;
  readonly writes: ReadonlySet<LocationKey>;
  /** Changes that leave the same behind in either order, among themselves. */
  readonly commutes: ReadonlySet<LocationKey>;
  readonly created: readonly CreatedEvent[];
  /** Names of the events that happened in it: none where somebody is cancelled, two in one chunk. */
  readonly delivered: readonly string[];
  /** Names of the events that it took back, or would have, had they not happened before. */
  readonly withdrawn: readonly string[];
  /** Whether something in it asked what time it is: then its order to all that may move the clock matters. */
  readonly readsClock: boolean;
}

/**
 * Whether the order of two steps may matter: they touch one location, which one of them changes; or one event, which
 * happens or is taken back in either. That one makes what the other delivers is not asked here.
 */
export function conflicts(a: StepRecord, b: StepRecord): boolean {
  return (
    meet(a.writes, b.writes) ||
    meet(a.writes, b.reads) ||
    meet(a.writes, b.commutes) ||
    meet(a.reads, b.writes) ||
    meet(a.commutes, b.writes) ||
    meet(a.commutes, b.reads) ||
    meet(a.reads, b.commutes) ||
    moves(a.delivered, b) ||
    moves(a.withdrawn, b)
  );
}

function meet(a: ReadonlySet<LocationKey>, b: ReadonlySet<LocationKey>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const location of a) if (b.has(location)) return true;
  return false;
}

function moves(events: readonly string[], { delivered, withdrawn }: StepRecord): boolean {
  return events.some((event) => delivered.includes(event) || withdrawn.includes(event));
}

/** Something that one of two records of the same step has and the other has not; undefined where they are equal. */
export function differenceOf(a: StepRecord, b: StepRecord): LocationKey | undefined {
  return (
    missing(a.reads, b.reads) ??
    missing(a.writes, b.writes) ??
    missing(a.commutes, b.commutes) ??
    missingEvent(a.created, b.created) ??
    missing(new Set(a.withdrawn), new Set(b.withdrawn)) ??
    (a.readsClock === b.readsClock ? undefined : 'the clock')
  );
}

function missing(a: ReadonlySet<LocationKey>, b: ReadonlySet<LocationKey>): LocationKey | undefined {
  for (const each of a) if (!b.has(each)) return each;
  if (a.size === b.size) return undefined;
  for (const each of b) if (!a.has(each)) return each;
  return undefined;
}

function missingEvent(a: readonly CreatedEvent[], b: readonly CreatedEvent[]): string | undefined {
  const count = Math.max(a.length, b.length);
  for (let i = 0; i < count; i++) {
    const one = a[i];
    const other = b[i];
    if (one === undefined || other === undefined) return one?.name ?? other?.name;
    if (one.name !== other.name || !areAlike(one.opensInMs, other.opensInMs)) return one.name;
    if (!areAlike(one.closesInMs, other.closesInMs) || one.closesSince !== other.closesSince) return one.name;
  }
  return undefined;
}

/** What is taken from moments may differ in the last digits, which say nothing. */
function areAlike(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < 1e-6;
}
