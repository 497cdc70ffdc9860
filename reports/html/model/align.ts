import type { TraceStep } from '../../../harness/result.ts';

/** Where two runs agree: each column holds a step of one, of the other, or the same event in both. */
export interface Alignment {
  readonly columns: readonly Column[];
  /** The first column in which they differ: the one decision. Absent where they deliver the same events. */
  readonly split?: number;
}

/** Indices into the two runs. */
export interface Column {
  readonly failing?: number;
  readonly passing?: number;
}

/** What the scheduler decided in a step: which event, and with which fault. */
export function decisionOf({ event, fault = '' }: Pick<TraceStep, 'event' | 'fault'>): string {
  return `${event} ${fault}`;
}

/**
 * Aligns two runs by a longest common subsequence of their decisions; between two common ones,
 * what only one run has shares columns with what only the other has.
 */
export function align(failing: readonly string[], passing: readonly string[]): Alignment {
  const columns = columnsOf(commonPairs(failing, passing), failing.length, passing.length);
  const split = columns.findIndex(
    ({ failing: a, passing: b }) => a === undefined || b === undefined || failing[a] !== passing[b],
  );
  return { columns, ...(split >= 0 && { split }) };
}

function columnsOf(
  pairs: readonly (readonly [number, number])[],
  failing: number,
  passing: number,
): Column[] {
  const columns: Column[] = [];
  let [a, b] = [0, 0];
  for (const [nextA, nextB] of [...pairs, [failing, passing] as const]) {
    while (a < nextA || b < nextB) {
      columns.push({ ...(a < nextA && { failing: a++ }), ...(b < nextB && { passing: b++ }) });
    }
    if (a < failing && b < passing) columns.push({ failing: a++, passing: b++ });
  }
  return columns;
}

/** A pair of equal places, and the chain of pairs before it. */
interface Link {
  readonly pair: readonly [number, number];
  readonly before: Link | undefined;
}

/**
 * The longest chain of equal pairs that rises in both (Hunt and Szymanski 1977): an event comes once in a run, so there
 * are about as many pairs as steps, and runs of thousands of steps are aligned in milliseconds.
 */
function commonPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const [place, text] of b.entries()) places.set(text, [place, ...(places.get(text) ?? [])]);
  // ends[n]: of the chains of n + 1 pairs, the one that ends first in b.
  const ends: Link[] = [];
  for (const [i, text] of a.entries()) {
    for (const j of places.get(text) ?? []) {
      const length = shorter(ends, j);
      ends[length] = { pair: [i, j], before: ends[length - 1] };
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let link = ends.at(-1); link !== undefined; link = link.before) pairs.push(link.pair);
  return pairs.toReversed();
}

/** How many of the chains end before this place. */
function shorter(ends: readonly Link[], place: number): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle]?.pair[1] ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
