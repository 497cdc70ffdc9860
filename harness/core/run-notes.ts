/** What a scenario asks its run to keep; most runs have none of it. */
export class RunNotes {
  /** Numbers to be printed beside what a source gives. */
  readonly measures = new Map<string, number>();
  /** State to show in traces, by name. */
  readonly shown = new Map<string, () => unknown>();
  /** What a new process does after a crash. */
  readonly restarts = new Set<() => void>();
}
