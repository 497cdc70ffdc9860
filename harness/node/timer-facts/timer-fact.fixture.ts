/** Notes something, as a word or several. */
export type Log = (...words: readonly unknown[]) => void;

/** A fact about timers: a program that notes what happens, and what it notes. */
export interface TimerFact {
  readonly name: string;
  /** Calls `done` when there is nothing more to note, or returns a promise of that. */
  readonly program: (log: Log, done: () => void) => unknown;
  readonly noted: string;
}

export const anything = (value: unknown): never => value as never;

/** Notes the code of what `call` throws. */
export function refusal(log: Log, call: () => unknown): void {
  try {
    call();
    log('taken');
  } catch (error) {
    const { code, name } = error as { code?: string; name: string };
    log(code ?? name);
  }
}

/** After all timers of a few milliseconds that are set now, and the immediates that they set. */
export const settle = (done: () => void): void =>
  void setTimeout(() => setTimeout(() => setImmediate(done), 5), 5);
