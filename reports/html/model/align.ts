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

/** Beyond so many pairs only the common beginning and end are aligned. */
const PAIRS_MOST = 1_000_000;

/**
 * Aligns two runs by a longest common subsequence of their decisions; between two common ones,
 * what only one run has shares columns with what only the other has.
 */
export function align(failing: readonly string[], passing: readonly string[]): Alignment {
  let start = 0;
  while (start < failing.length && start < passing.length && failing[start] === passing[start]) start += 1;
  let end = 0;
  while (
    end < failing.length - start &&
    end < passing.length - start &&
    failing.at(-1 - end) === passing.at(-1 - end)
  ) {
    end += 1;
  }
  const middle = commonPairs(
    failing.slice(start, failing.length - end),
    passing.slice(start, passing.length - end),
  );
  const pairs: (readonly [number, number])[] = [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...middle.map(([a, b]) => [a + start, b + start] as const),
    ...Array.from(
      { length: end },
      (_, index) => [failing.length - end + index, passing.length - end + index] as const,
    ),
  ];
  const columns = columnsOf(pairs, failing.length, passing.length);
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

function commonPairs(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  if (a.length * b.length > PAIRS_MOST) return [];
  const width = b.length + 1;
  // lengths[i * width + j]: how much a from i and b from j have in common.
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return pairs;
}
