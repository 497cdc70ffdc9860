/** Under it a function that looks up what stands in its place (node/late-binding.ts) keeps what stood there before. */
export const ORIGINAL = Symbol.for('heddle.original');

/**
 * `found`, or what stood there before it was bound late. For what stands in for it during a run: threads in which Node is
 * simulated bind before all else, and what looks up would find itself.
 */
export function unbound<T extends object>(found: T): T {
  return (Reflect.get(found, ORIGINAL) as T | undefined) ?? found;
}
