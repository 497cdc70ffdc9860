/** What `instrument` calls the runtime in a file; `$h0_` and so on where the file has that name already. */
const CALLS_RUNTIME = /\$h(?:\d+_)?\(\)/;

/** Whether a function tells what it does. One of which nothing can be told counts as one that does not tell. */
export function isInstrumented(code: unknown): boolean {
  return typeof code === 'function' && CALLS_RUNTIME.test(Function.prototype.toString.call(code));
}
