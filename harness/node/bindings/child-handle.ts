/** What a child process is to be, as `lib/internal/child_process.js` has it. */
export interface SpawnOptions {
  readonly file: string;
  readonly args?: readonly string[] | undefined;
  readonly cwd?: string | undefined;
  /** `NAME=value`. */
  readonly envPairs?: readonly string[] | undefined;
  readonly stdio: readonly StdioOption[];
}

/** One of its streams: a pipe to this process, one of this process's own files, or nothing. */
export interface StdioOption {
  readonly type: string;
  readonly handle?: object | undefined;
  readonly fd?: number | undefined;
  readonly ipc?: boolean | undefined;
  /** Of a synchronous call. */
  readonly input?: ArrayBufferView | null | undefined;
}

/** What a synchronous call answers. */
export interface SpawnSyncResult {
  readonly pid: number;
  readonly status: number | null;
  readonly signal: string | null;
  readonly output: readonly (Buffer | null)[] | null;
  /** A number of the system. */
  readonly error?: number;
}

/** What answers for child processes. */
export interface ChildAnswers {
  /** A handle that stands for the native `Process`. */
  open(): object;
  /** Runs one to its end. */
  runSync(options: SpawnOptions): SpawnSyncResult;
}
