import type { AccessKind, Location, LocationSort } from '../footprint.ts';

/** Is told what instrumented code does in the step that is under way. */
export interface AccessSink {
  /**
   * Name of the step, equal in all runs that agree on its past, and short: objects are named after the step that made
   * them.
   */
  readonly step: string;
  /** Whether readers will look at names of objects: then what holds an object is looked at, too. */
  readonly holders: boolean;
  /** Whether readers will look at values: they cost. */
  readonly values: boolean;
  /**
   * @param location as `RecordingRuntime.locate` numbers it
   * @param site of the source, as `RecordingRuntime.place` tells; 0 where no instrumented code is to be named
   * @param value what was read or is there now, shortened; only where `values` are asked for and the value is known
   */
  access(location: number, kind: AccessKind, site: number, value?: string): void;
}

/**
 * What instrumented code calls, as the recorder sees it. One for a thread, under a global name: in a test runner the
 * engine and the code under test are loaded apart.
 */
export interface RecordingRuntime {
  /** Set from the beginning of a step to its end. Without it nothing is recorded, at the price of one look. */
  sink: AccessSink | undefined;
  /**
   * Before step 0 of each run that is recorded. What is still there from an earlier run is persistent from now on, and
   * named so.
   */
  beginRun(): void;
  /** After the last step of each run that is recorded. */
  endRun(): void;
  /**
   * Grows where something was learned by which earlier recordings of the same program would have been others (an object
   * turned out to outlive runs, a container to be iterated). Record again, from the beginning, until it stays.
   */
  readonly learned: number;
  /** The engine has touched an object that code may look at: its whole content. */
  touch(object: object, kind: AccessKind): void;
  /** Number of a location, for what is not an object of the program. The same for the same name, in all runs. */
  locate(name: string, label: string, sort: LocationSort): number;
  /** What such a number stands for. */
  location(number: number): Location;
  /** Where a site is: `systems/refresh-holder/s3-shielded.ts:10`; undefined for 0. */
  place(site: number): string | undefined;
}
