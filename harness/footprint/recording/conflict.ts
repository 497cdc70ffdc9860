import type { RecordedStep } from './recorded-step.ts';

/** What two steps are compared by. */
export type Footprint = Pick<RecordedStep, 'reads' | 'writes' | 'commutes' | 'delivered' | 'withdrawn'>;

/**
 * Whether two steps touch one location that one of them at least changes, or one event that one of them takes back. That
 * one makes the event of the other is another matter.
 */
export function conflict(a: Footprint, b: Footprint): boolean {
  return (
    meet(a.writes, b.writes) ||
    meet(a.writes, b.reads) ||
    meet(a.writes, b.commutes) ||
    meet(a.reads, b.writes) ||
    meet(a.reads, b.commutes) ||
    meet(a.commutes, b.writes) ||
    meet(a.commutes, b.reads) ||
    a.withdrawn.some((name) => b.delivered.includes(name) || b.withdrawn.includes(name)) ||
    b.withdrawn.some((name) => a.delivered.includes(name))
  );
}

function meet(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  if (a.size > b.size) return meet(b, a);
  for (const location of a) if (b.has(location)) return true;
  return false;
}
