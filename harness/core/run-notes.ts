import { Unheard } from './unheard.ts';

/** What a scenario asks its run to keep; most runs have none of it. */
export class RunNotes {
  /** Numbers to be printed beside what a source gives. */
  readonly measures = new Map<string, number>();
  /** Values to show in traces, by name. */
  readonly watched = new Map<string, () => unknown>();
  /** What a new process does after a crash. */
  readonly restarts = new Set<() => void>();
  /** How many tasks of `sim.all` had no name of their own. */
  unnamedTasks = 0;
  /** Rejections that may find a handler in a later step. */
  readonly unheard = new Unheard();
}
