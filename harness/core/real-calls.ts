/** Who is told of calls that set something real going, where Node makes no asynchronous resource for them; nobody outside runs. */
export const realCalls: { note: ((type: string) => void) | undefined } = { note: undefined };

/** Under it a function that could ask other threads says that it does not: it has its answer when it returns. */
export const AT_ONCE = Symbol.for('heddle.atOnce');
