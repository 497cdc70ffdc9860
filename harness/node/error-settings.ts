/** V8 looks both up where an error is made, and read. */
const settings: { stackTraceLimit: number; prepareStackTrace?: unknown } = Error;

/**
 * Notes what errors are made with, `Error.stackTraceLimit` and `Error.prepareStackTrace`. Code under test sees and sets
 * them as it does elsewhere; the returned function undoes what a run has set, so that the next begins from the same.
 */
export function keepErrorSettings(): () => void {
  const { stackTraceLimit, prepareStackTrace } = settings;
  return () => {
    if (settings.stackTraceLimit !== stackTraceLimit) settings.stackTraceLimit = stackTraceLimit;
    if (settings.prepareStackTrace === prepareStackTrace) return;
    if (prepareStackTrace === undefined) delete settings.prepareStackTrace;
    else settings.prepareStackTrace = prepareStackTrace;
  };
}
