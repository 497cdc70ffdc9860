/** Whether something may happen at all within a window, virtual milliseconds. Scenarios are run without a type checker. */
export function isWindow(windowMs: readonly [number, number]): boolean {
  const given: unknown = windowMs;
  if (!Array.isArray(given)) return false;
  const least = windowMs[0];
  return least >= 0 && least < Infinity && windowMs[1] >= least;
}

/** @param what whose window it is, as the beginning of a sentence */
export function noWindow(what: string, windowMs: readonly [number, number]): Error {
  return new Error(
    `${what} is ${shown(windowMs)}; expected: [least, most], milliseconds, 0 <= least <= most.`,
  );
}

function shown(given: unknown): string {
  return Array.isArray(given) ? `[${given.map(String).join(', ')}]` : String(given);
}
