import type { Event } from './event.ts';

/**
 * Told what a run reads and writes, beside what instrumented code tells by itself. What services keep, and what the
 * engine keeps of events and tasks, is reached by code that is not instrumented, and declared here.
 */
export interface Recording {
  /** Somebody saw a resource. Without a key: all of it. */
  read(resource: string, key?: string | number): void;
  /** Somebody changed it. */
  write(resource: string, key?: string | number): void;
  /** Somebody added to it what is the same in every order: two such changes commute. */
  commute(resource: string, key?: string | number): void;
  /** An event has come into being. */
  created(event: Event): void;
  /** A pending event has been taken back. */
  withdrawn(event: Event): void;
  /** The last step of the run is over; the checks come next. */
  ended(): void;
}

/** Where that goes at this moment: nowhere, in an ordinary run. */
export const recording: { to: Recording | undefined } = { to: undefined };
