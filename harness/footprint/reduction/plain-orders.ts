import type { Branch } from './search-node.ts';

/** Sets of steps that are looked at for one run, at most. */
const SETS_MAX = 20_000;

/**
 * In how many orders the steps of a run could have come that differ from it in the order of steps alone which do not
 * depend on each other: its linear extensions, by dynamic programming over the sets of steps that can come first.
 * That may take as many sets as there are orders [linear-extensions]. Undefined where it takes too long, or the number is no safe
 * integer. An order of the engine each of them is only where there are no windows, strikes, or withdrawals.
 */
export function ordersOf(branches: readonly Pick<Branch, 'past'>[]): number | undefined {
  let ways = new Map<bigint, number>([[0n, 1]]);
  let looked = 0;
  for (let length = 0; length < branches.length; length++) {
    const longer = new Map<bigint, number>();
    for (const [made, count] of ways) {
      for (const [number, { past }] of branches.entries()) {
        const own = 1n << BigInt(number);
        if ((made & own) !== 0n || (past & ~made) !== 0n) continue;
        longer.set(made | own, (longer.get(made | own) ?? 0) + count);
      }
    }
    looked += longer.size;
    if (looked > SETS_MAX) return undefined;
    ways = longer;
  }
  const [orders = 1] = ways.values();
  return Number.isSafeInteger(orders) ? orders : undefined;
}
