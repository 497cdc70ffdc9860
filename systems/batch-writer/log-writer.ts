import type { Scope, Spawn } from '../primitives/task.ts';
import type { LogRow, LogStore } from './ports.ts';

/** Writes rows of the usage log to a store, at once or later. */
export interface LogWriter {
  /** Rows that were put and that no flush has taken yet (in the hardened variant: that are not committed yet). */
  readonly size: number;
  /** Starts writing in the background. A second call does nothing, but in p1, p2 and p3. */
  start(): void;
  /** Accepts a row if it returns normally. */
  put(row: LogRow, scope?: Scope): Promise<void> | void;
  /** Writes what is left and ends the background task, in the way of the variant. */
  stop(): Promise<void>;
}

export interface LogWriterOptions {
  /** Most rows in one transaction. Default: 100. */
  readonly maxBatch?: number;
  /** How long the writer waits for a row before it looks around again, in milliseconds. Default: 1000. */
  readonly flushIntervalMs?: number;
  /** How long stop waits for the background task before it cancels it, in milliseconds. Default: 10,000. */
  readonly stopTimeoutMs?: number;
  /** Where the background task is started. Default: it is just called. */
  readonly spawn?: Spawn;
  /** Is told of rows that are given up, and why. [otari] logs and counts them. */
  readonly onDropped?: (rows: readonly LogRow[], error: unknown) => void;
  /** Is told of rows whose commit has returned. [otari] counts them. */
  readonly onWritten?: (rows: readonly LogRow[]) => void;
}

export type CreateLogWriter = (store: LogStore, options?: LogWriterOptions) => LogWriter;
