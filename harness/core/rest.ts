import type { Run } from './run.ts';

/** Drains, and tells those who wait for that moment, until none of them sets anything going any more. */
export function comeToRest(run: Run): void {
  run.drain();
  while (run.atRest !== undefined && isWoken(run.atRest)) run.drain();
}

function isWoken(waiting: readonly (() => boolean)[]): boolean {
  let woken = false;
  for (const wake of waiting) if (wake()) woken = true;
  return woken;
}
