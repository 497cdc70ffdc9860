import type { LocationKey, Touched } from '../recording/conflict.ts';

/** An event that a step made, and its window in virtual milliseconds from that step on. */
export interface CreatedEvent {
  /** Equal in all runs that agree on the past of the step. */
  readonly name: string;
  readonly opensInMs: number;
  /** Infinity where it may come as late as it likes. */
  readonly closesInMs: number;
  /** The event since whose making it closes, where it is not the step: a reply is late where its request was. */
  readonly closesSince?: string;
  /** Events of one queue come in the order in which they were made. */
  readonly queue?: string;
}

/** All that the reduction knows of one step: what was chosen, what it touched, and which events it moved. */
export interface StepRecord extends Touched {
  /** Of what was chosen: equal in all runs in which that means the same. */
  readonly name: string;
  readonly created: readonly CreatedEvent[];
  /** Whether something in it asked what time it is: then its order to all that may move the clock matters. */
  readonly readsClock: boolean;
}

/** What differs where one of two records of the same step asks for the time. */
export const THE_CLOCK = 'the clock';

/** Something that one of two records of the same step has and the other has not; undefined where they are equal. */
export function differenceOf(a: StepRecord, b: StepRecord): LocationKey | undefined {
  return (
    missing(a.reads, b.reads) ??
    missing(a.writes, b.writes) ??
    missing(a.commutes, b.commutes) ??
    missingEvent(a.created, b.created) ??
    missing(new Set(a.withdrawn), new Set(b.withdrawn)) ??
    (a.readsClock === b.readsClock ? undefined : THE_CLOCK)
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
    if (one.queue !== other.queue) return one.name;
  }
  return undefined;
}

/** What is taken from moments may differ in the last digits, which say nothing. */
function areAlike(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < 1e-6;
}
