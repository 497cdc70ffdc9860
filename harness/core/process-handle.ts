/** What a process of a system is made of. */
export interface ProcessOptions {
  /** Whether it starts after the ordinary work by default. Default false. */
  readonly late?: boolean;
  /** When it starts, virtual milliseconds from now: [least, most]. Default: any time. */
  readonly startMs?: readonly [number, number];
  /**
   * Whether it is started again when it has ended, however that was, and after how long: [least, most], virtual
   * milliseconds; true is [1, 1000]. Default false.
   */
  readonly restart?: boolean | readonly [number, number];
  /** Its environment, beside what there is. */
  readonly env?: Readonly<Record<string, string>>;
  /** What follows the file in `process.argv`. */
  readonly args?: readonly string[];
  /** Whether the run goes on without waiting for its top level to settle: it is a loop that never ends. Default false. */
  readonly daemon?: boolean;
  /**
   * Packages that are loaded once, for all processes and all runs: those that are slow to load and keep no state.
   * Default: none; of Node's own modules and of heddle there is one anyway.
   */
  readonly shared?: readonly string[];
}

/** A process of a system: it starts, ends, and may start again with nothing in its memory. */
export interface ProcessHandle {
  /** As it was declared. */
  readonly name: string;
  /** Whether its start was delivered, and it has not ended. */
  readonly running: boolean;
  /** How often it was started; that which is under way is one of them. */
  readonly starts: number;
  /** Of that which is alive or was the last. */
  readonly pid: number;
  /** What it ended with; undefined where it is alive, or a signal ended it. */
  readonly exitCode: number | undefined;
  /** The signal that ended it. */
  readonly signal: NodeJS.Signals | undefined;
  /**
   * Sends a signal. SIGKILL ends it at once; of any other it hears in an event, and ends where it has no listener.
   * @param signal default SIGTERM
   * @returns false where it is not alive
   */
  kill(signal?: NodeJS.Signals): boolean;
  /** Starts it, as an event, after it has ended. @throws Error where it is alive */
  start(): void;
}

/** A module to evaluate anew for each start: its path, as `import` takes it, or that import; or a function. */
export type ProcessProgram = string | ((process: NodeJS.Process) => unknown);
