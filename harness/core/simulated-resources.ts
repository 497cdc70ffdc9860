/** Resources of Node's kind that a simulated Node answers: they look like real ones to who watches for escapes. */
export const simulated = new WeakSet<object>();

/** Whether what is made now is the engine's own, and real: it compiles modules of a process. */
export const ownWork = { isGoingOn: false };
