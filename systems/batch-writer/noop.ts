import type { LogWriter } from './log-writer.ts';

/** Keeps nothing: stands in where there is no database. */
export class NoopLogWriter implements LogWriter {
  readonly size = 0;

  start(): void {}

  put(): void {}

  async stop(): Promise<void> {}
}
