import { statSync } from 'node:fs';
import { UsageError } from '../../core/usage-error.ts';

/**
 * Loads a module of the author's.
 * @param shown what to call its file in a complaint
 * @throws UsageError, one line, where it is no file, does not load, or awaits what never comes
 */
export async function loadCode(file: string, shown: string, load: () => Promise<unknown>): Promise<unknown> {
  let nothingIsLeft = (): void => {};
  // The process would end here without a word: nothing that it could still wait for is pending.
  const never = new Promise<never>((_, reject) => {
    nothingIsLeft = () => reject(new Error('it awaits for ever what never comes.'));
  });
  process.once('beforeExit', nothingIsLeft);
  try {
    // A loader would wait for ever for what comes out of a pipe.
    if (!statSync(file).isFile()) throw new Error('it is no file.');
    return await Promise.race([load(), never]);
  } catch (error) {
    throw new UsageError(`${shown} does not load: ${firstLine(error)}`, { cause: error });
  } finally {
    process.off('beforeExit', nothingIsLeft);
  }
}

/** What went wrong, on one line; where the compiler counts its errors first, the first of them. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').map((line) => line.trim());
  return (
    lines.find((line) => line !== '' && !/^Transform failed with \d+ errors?:$/.test(line)) ?? 'unknown error'
  );
}
