/** Who is told of calls that set something real going, where Node makes no asynchronous resource for them; nobody outside runs. */
export const realCalls: { note: ((type: string) => void) | undefined } = { note: undefined };
