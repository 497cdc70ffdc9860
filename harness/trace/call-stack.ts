import { withFrames } from '../core/frames.ts';

/** Deeper than code under test usually looks: the author's line may be under a package's. */
const FRAMES_MAX = 30;

/** A stack that was taken, and is made text only where somebody reads it: that is the slow part. */
export interface CallStack {
  readonly stack?: string;
}

/**
 * The stack at this place. The code under test sees nothing of it: `Error.stackTraceLimit` and
 * `Error.prepareStackTrace` are as that left them.
 * @param frames how many it has at most. Default: enough for a line of the author's
 */
export function takeCallStack(frames = FRAMES_MAX): CallStack {
  return withFrames(frames, () => {
    const taken: CallStack = {};
    Error.captureStackTrace(taken);
    return taken;
  });
}

const formatter: { prepareStackTrace?: unknown } = Error;
/** As heddle is loaded: Node's, or that of a test runner, which knows where in the sources its code comes from. */
const atLoad = formatter.prepareStackTrace;

/** Text of a stack, whatever formatter the code under test has put in the place of the one there was. */
export function readCallStack(taken: CallStack | undefined): string | undefined {
  const { prepareStackTrace } = formatter;
  // Not taken away: to change the shape of `Error` throws away compiled code.
  if (prepareStackTrace !== atLoad) formatter.prepareStackTrace = atLoad;
  try {
    const stack: unknown = taken?.stack;
    return typeof stack === 'string' ? stack : undefined;
  } finally {
    if (prepareStackTrace !== atLoad) formatter.prepareStackTrace = prepareStackTrace;
  }
}
