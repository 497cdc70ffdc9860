/** Calls `work` while errors keep at most `frames` frames of the stack, which is most of what an error costs. */
export function withFrames<T>(frames: number, work: () => T): T {
  const { stackTraceLimit } = Error;
  if (stackTraceLimit === frames) return work();
  Error.stackTraceLimit = frames;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
