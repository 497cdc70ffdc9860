/** Under it stands what instrumented code calls. */
const RUNTIME = Symbol.for('heddle.recording');

/** Whether the code under test of this thread is instrumented. */
export function canRecord(): boolean {
  return RUNTIME in globalThis;
}
