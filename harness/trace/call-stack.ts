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
 * @param below a function that is being called: the stack begins with what called it. Default: with this function
 */
export function takeCallStack(frames = FRAMES_MAX, below?: (...args: never[]) => unknown): CallStack {
  return withFrames(frames, () => {
    const taken: CallStack = {};
    Error.captureStackTrace(taken, below);
    return taken;
  });
}

const formatter: { prepareStackTrace?: unknown } = Error;
/** As heddle is loaded: Node's, or that of a test runner, which knows where in the sources its code comes from. */
const atLoad = formatter.prepareStackTrace;
/** Node's own is a function in later releases, and was none before. */
const isNodes =
  atLoad === undefined || (atLoad as { readonly name?: unknown }).name === 'ErrorPrepareStackTrace';

/** Text of a stack, whatever formatter the code under test has put in the place of the one there was. */
export function readCallStack(taken: CallStack | undefined): string | undefined {
  return formattedBy(atLoad, () => {
    const stack: unknown = taken?.stack;
    return typeof stack === 'string' ? stack : undefined;
  });
}

/** Told by a formatter that a stack has to stay as it is: one that throws is asked again. */
const isWanted = new Error('This stack is wanted as text.');

/**
 * The stacks with such calls, innermost first; they can be read as text, the others no more. Names of functions are had
 * for a fraction of what text costs, which needs a source map for each line.
 */
export function withCalls<T extends { readonly call: CallStack }>(
  taken: readonly T[],
  isOne: (calls: readonly NodeJS.CallSite[]) => boolean,
): readonly T[] {
  const format = (_: unknown, calls: readonly NodeJS.CallSite[]): void => {
    if (isOne(calls)) throw isWanted;
  };
  return formattedBy(format, () =>
    taken.filter(({ call }) => {
      try {
        void call.stack;
        return false;
      } catch (error) {
        if (error === isWanted) return true;
        throw error;
      }
    }),
  );
}

/** A place in the code that runs, which may be made of a source. Line and column from 1. */
export interface Frame {
  /** A path or an address. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/**
 * The frames of a stack, innermost first, for a small part of what its text costs, which looks each of them up in its
 * source; it can be read as text later. Undefined where that was done before, and where somebody else than Node knows
 * where the code comes from.
 */
export function framesOf(taken: CallStack): readonly Frame[] | undefined {
  if (!isNodes) return undefined;
  let frames: Frame[] | undefined;
  const format = (_: unknown, calls: readonly NodeJS.CallSite[]): void => {
    frames = [];
    for (const call of calls) {
      const [file, line, column] = [call.getFileName(), call.getLineNumber(), call.getColumnNumber()];
      if (typeof file === 'string' && line !== null && column !== null) frames.push({ file, line, column });
    }
    throw isWanted;
  };
  return formattedBy(format, () => {
    try {
      void taken.stack;
    } catch (error) {
      if (error !== isWanted) throw error;
    }
    return frames;
  });
}

function formattedBy<T>(format: unknown, read: () => T): T {
  const { prepareStackTrace } = formatter;
  // Not taken away: to change the shape of `Error` throws away compiled code.
  if (prepareStackTrace !== format) formatter.prepareStackTrace = format;
  try {
    return read();
  } finally {
    if (prepareStackTrace !== format) formatter.prepareStackTrace = prepareStackTrace;
  }
}
