/** Resources of Node's kind that a simulated Node answers: they look like real ones to who watches for escapes. */
export const simulated = new WeakSet<object>();
