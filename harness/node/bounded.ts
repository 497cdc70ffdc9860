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

/** Of the time that went by, this share at least must have been worked for it to count against the work. */
const WORKED_SHARE = 0.5;
/** Each takes twice the time of the one before. */
const ATTEMPTS_MAX = 4;

/**
 * Does what gives the same whenever it is done anew, in a given time. Where the process hardly got to work meanwhile, for
 * the machine was busy with something else, that says nothing of the work: it is done again, with more time.
 * @param ms real milliseconds
 * @throws TimeUp where `work` does not come back
 */
export function boundedAgain<T>(ms: number, work: () => T): T {
  for (let attempt = 1, limitMs = ms; ; attempt++, limitMs *= 2) {
    const before = process.cpuUsage();
    try {
      return bounded(limitMs, work);
    } catch (error) {
      const { user, system } = process.cpuUsage(before);
      const worked = (user + system) / 1000 >= limitMs * WORKED_SHARE;
      if (!(error instanceof TimeUp) || worked || attempt === ATTEMPTS_MAX) throw error;
    }
  }
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
