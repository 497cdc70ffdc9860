import vm from 'node:vm';

/** What was to be done in a given time was not. */
export class TimeUp extends Error {
  override readonly name = 'TimeUp';
}

/**
 * Does what is synchronous, in a given time. Code that does not come back is ended by V8, which makes of it an error that
 * no `catch` and no `finally` inside of `work` sees.
 * @param ms real milliseconds
 * @throws TimeUp where `work` does not come back
 */
export function bounded<T>(ms: number, work: () => T): T {
  // The limit is that of a script: one that calls `work` is enough.
  let result: { readonly value: T } | undefined;
  const call = (): void => void (result = { value: work() });
  try {
    vm.runInNewContext('call()', { call }, { timeout: ms });
  } catch (error) {
    if (isTimeout(error)) throw new TimeUp(`Not done within ${ms} ms.`, { cause: error });
    throw error;
  }
  return (result as unknown as { readonly value: T }).value;
}

function isTimeout(error: unknown): boolean {
  // Made in the context of the script, it is no `Error` of this one.
  return (
    typeof error === 'object' &&
    error !== null &&
    'code' in error &&
    error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
  );
}
