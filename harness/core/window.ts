/**
 * Whether something may happen at all within a window, virtual milliseconds. Scenarios are run without a type checker.
 * @param what whose window it is, as the beginning of a sentence
 * @throws Error where it is none
 */
export function checkWindow(what: string, windowMs: readonly [number, number]): void {
  const given: unknown = windowMs;
  if (Array.isArray(given)) {
    const [least, most] = windowMs;
    if (least >= 0 && least < Infinity && most >= least) return;
  }
  throw new Error(`${what} is ${shown(given)}; expected: [least, most], milliseconds, 0 <= least <= most.`);
}

function shown(given: unknown): string {
  return Array.isArray(given) ? `[${given.map(String).join(', ')}]` : String(given);
}
