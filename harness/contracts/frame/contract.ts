import type { Arbitrary } from 'fast-check';
import type { History, Step } from './history.ts';
import type { Sessions } from './sessions.ts';

/** What a simulated service and the real one have to answer alike. */
export interface Contract {
  readonly name: string;
  /** Written by hand: the famous ones, and each that the simulation once had wrong. */
  readonly histories: readonly History[];
  /** Drawn beyond them. */
  readonly random: Arbitrary<readonly Step[]>;
  /** Sessions of a new simulated service, as all histories find it. */
  simulated(): Promise<Sessions>;
  readonly real: Real;
}

/** The real service. */
export interface Real {
  /** The programs that it takes, each a name or a path; where one is missing, the service is skipped. */
  readonly programs: readonly string[];
  /** Starts it, with its data in this empty folder. */
  start(folder: string): Promise<RunningReal>;
}

export interface RunningReal {
  /** What it says that it is: `PostgreSQL 15.10`. */
  readonly version: string;
  /** Sessions of it, with all that was before forgotten, as all histories find it. */
  sessions(): Promise<Sessions>;
  /** Stops it. Also when it is half started, or dead. */
  stop(): Promise<void>;
}
