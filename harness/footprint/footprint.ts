/*
 * What the steps of one run read and wrote: plain data, which crosses threads. Two steps are dependent where their
 * footprints conflict: they touch one location, and one of them at least writes it.
 */

/** What an access does to its location. Two that `commute` leave the same behind in either order. */
export type AccessKind = 'read' | 'write' | 'commute';

/**
 * What kind of thing a location is: a property of an object, an entry or the whole content of a container, a captured
 * variable, a resource of a service, a promise, or what the engine itself keeps.
 */
export type LocationSort = 'property' | 'entry' | 'content' | 'variable' | 'resource' | 'promise' | 'engine';

/** Something that steps share. */
export interface Location {
  /** Equal in all runs that agree on the past of what it belongs to. */
  readonly name: string;
  /** For readers: `ShieldedClient.marked`, `TokenSums.#rows`, `entry gpu1 of TtlCache.#entries`, `variable count`. */
  readonly label: string;
  /** What kind of thing it is. */
  readonly sort: LocationSort;
}

/** One reading or writing, in the order of the run. */
export interface Access {
  /** Index in `Footprints.locations`. */
  readonly location: number;
  /** What was done to it. */
  readonly kind: AccessKind;
  /** Of the author's source, relative like all places: `systems/refresh-holder/s2-double-checked-lock.ts:10`; absent in what is not instrumented. */
  readonly place?: string;
  /** In whose name. Code of several tasks may run in one step. */
  readonly task: string;
  /** What was read or is there now, shortened; absent where that says nothing. */
  readonly value?: string;
}

/** One step: a delivery and the drain after it. */
export interface StepFootprint {
  /** As traces number it; 0 is the set-up. */
  readonly step: number;
  /** Id of what was delivered; empty for the set-up. */
  readonly event: string;
  /** Equal in all runs that agree on the past of the event: names the step among them. */
  readonly name: string;
  /** In whose name it was delivered. */
  readonly task: string;
  /** Of each location the first reading at each place and the last writing of each task, in the order of the run. */
  readonly accesses: readonly Access[];
}

/** One recorded run. */
export interface Footprints {
  /** All that the run touched. */
  readonly locations: readonly Location[];
  /** In the order of the run, the set-up first. */
  readonly steps: readonly StepFootprint[];
  /** The trace's fingerprint: where it differs from that of the plain run, nothing here is to be relied upon. */
  readonly digest: string;
}
