/** Notes something, as a word or several. */
export type Log = (...words: readonly unknown[]) => void;

/** A fact about files, of Node's own tests: a program that notes what it sees, and what it notes. */
export interface FsFact {
  readonly name: string;
  /** @param at the path of something in a folder that is empty at first */
  readonly program: (log: Log, at: (path: string) => string) => Promise<unknown> | void;
  readonly noted: string;
}

/** What `call` throws, or rejects with, in short. */
export async function problem(call: () => unknown): Promise<string> {
  try {
    await call();
    return 'none';
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    return [code, syscall].filter((each) => each !== undefined).join(' ');
  }
}

/** Calls a function with a callback at its end; what that is given. */
export function called<T = unknown>(call: (done: (...answer: unknown[]) => void) => unknown): Promise<T[]> {
  return new Promise((resolve) => call((...answer) => resolve(answer as T[])));
}
