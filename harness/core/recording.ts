import type { Event } from './event.ts';

/** What is kept of when something happened: the number of the step, or virtual milliseconds. */
export type Stamp = 'step' | 'time';

/** How long something took, told by the steps in which it began and was over: at most so many virtual milliseconds. */
export interface Span {
  /** Numbers of steps: the set-up is 0. */
  readonly from: number;
  readonly to: number;
  readonly atMostMs: number;
}

/** In whose interest something is read. */
export type Reader = 'code' | 'checks' | 'nobody';

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
  /** When something happens now is kept with things of that kind, to be told with a finding, say. */
  stamped(stamp: Stamp, of: string): void;
  /** Somebody looks at the stamps of that kind to judge by them: they matter, in this run and all that come. */
  compared(stamp: Stamp, of: string): void;
  /** Number of the step that is going on: the set-up is 0. */
  readonly stepNumber: number;
  /**
   * Somebody judges by whether something took no longer than that. True where it is found out for all moments at once at
   * which the steps may come: then it is not to be judged by those of this run, which count for nothing.
   */
  lasted(span: Span): boolean;
  /** A name for a resource that comes into being now and has none: `kind`, and which of those it is. */
  nameFor(kind: string): string;
  /** An event has come into being, or is pending from now on with a window that begins now. */
  created(event: Event): void;
  /** A pending event has been taken back, put back, or looked at to that end. */
  withdrawn(event: Event): void;
  /** Who reads from now on: the code, checks that are asked after each step, or who shows the run and depends on nothing. */
  reader(who: Reader): void;
  /** A service has called code of the author's, or of a package, which keeps what it likes. */
  called(service: string, method: unknown): void;
  /** The engine has changed an object that code may look at: a signal is aborted, an emitter emits. */
  changed(object: object): void;
  /** The last step of the run is over; the checks come next. */
  ended(): void;
}

/** Where that goes at this moment: nowhere, in an ordinary run. */
export const recording: { to: Recording | undefined } = { to: undefined };

/** The virtual time. */
export const CLOCK = 'the clock';

/** What everything depends on: memory as a whole, and whether the run goes on. */
export const EVERYTHING = 'everything';
