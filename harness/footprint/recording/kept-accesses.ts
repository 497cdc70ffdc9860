import type { AccessKind } from '../footprint.ts';

/** One access as it was made. */
export interface RecordedAccess {
  /** Number of the location, the same in all runs that were recorded here. */
  readonly location: number;
  readonly kind: AccessKind;
  readonly task: string;
  /** Of the source; 0 where it is none that is instrumented. */
  readonly site: number;
  readonly value: string | undefined;
}

/** Of each location the first reading at each place and the last writing of each task, in their order. */
export class KeptAccesses {
  readonly #all = new Set<RecordedAccess>();
  readonly #byLocation = new Map<number, RecordedAccess[]>();

  add(access: RecordedAccess): void {
    const known = this.#byLocation.get(access.location);
    if (known === undefined) this.#byLocation.set(access.location, [access]);
    else {
      const index = known.findIndex((other) => isRepeated(other, access));
      const before = known[index];
      if (before === undefined) known.push(access);
      else if (access.kind === 'read') return;
      else {
        // Of writings the last is kept, at its place among the others.
        this.#all.delete(before);
        known[index] = access;
      }
    }
    this.#all.add(access);
  }

  [Symbol.iterator](): Iterator<RecordedAccess> {
    return this.#all.values();
  }
}

/** Of readings each place counts. */
function isRepeated(one: RecordedAccess, other: RecordedAccess): boolean {
  return (
    one.kind === other.kind && one.task === other.task && (one.kind !== 'read' || one.site === other.site)
  );
}
