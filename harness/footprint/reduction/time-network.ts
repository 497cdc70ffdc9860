/** `later` comes at most `withinMs` after `earlier`; where that is negative, at least so much before it. */
export interface TimeConstraint {
  readonly earlier: number;
  readonly later: number;
  readonly withinMs: number;
}

/** What sums of fractions may be wrong by. */
const TOLERANCE_MS = 1e-9;

/**
 * A simple temporal network [time-networks]: moments, numbered from 0, and bounds on their differences.
 * It keeps moments that satisfy all bounds; a new bound moves only those that it must
 * [difference-constraints]. What was added last can be taken back at no cost, since
 * moments that satisfied more bounds satisfy fewer.
 */
export class TimeNetwork {
  /** Some moments that satisfy all bounds, up to a shift that is the same for all. */
  readonly #moments: number[] = [];
  /** By moment: the bounds on what comes later than it. */
  readonly #after: TimeConstraint[][] = [];
  readonly #added: TimeConstraint[] = [];

  /** How many moments there are. */
  get size(): number {
    return this.#moments.length;
  }

  /** A moment more, unbounded so far; returns its number. Where it is thought to be saves work, no more. */
  addMoment(guessMs = 0): number {
    this.#after.push([]);
    return this.#moments.push(guessMs) - 1;
  }

  /** Of a solution. */
  guess(moment: number): number {
    return this.#moments[moment] ?? 0;
  }

  /**
   * Adds a bound. False where nothing satisfies it together with the others: then the network is as it was.
   */
  add(constraint: TimeConstraint): boolean {
    const { earlier, later, withinMs } = constraint;
    if (withinMs === Infinity) return true;
    if (this.guess(later) > this.guess(earlier) + withinMs + TOLERANCE_MS && !this.#repair(constraint))
      return false;
    this.#list(earlier).push(constraint);
    this.#added.push(constraint);
    return true;
  }

  /** To be given to `undoTo`. */
  get mark(): TimeMark {
    return { moments: this.size, constraints: this.#added.length };
  }

  /** Takes back all that was added since. */
  undoTo({ moments, constraints }: TimeMark): void {
    while (this.#added.length > constraints) {
      const last = this.#added.pop();
      if (last !== undefined) this.#list(last.earlier).pop();
    }
    this.#moments.length = moments;
    this.#after.length = moments;
  }

  /** The earliest moments that satisfy all bounds where moment 0 is at 0; undefined where something has no earliest. */
  earliest(): readonly number[] | undefined {
    const times = this.#moments.map((_, moment) => (moment === 0 ? 0 : -Infinity));
    for (let round = 0; round <= this.size; round++) {
      let hasMoved = false;
      for (const { earlier, later, withinMs } of this.#added) {
        const least = (times[later] ?? 0) - withinMs;
        if (least <= (times[earlier] ?? 0) + TOLERANCE_MS) continue;
        times[earlier] = least;
        hasMoved = true;
      }
      if (!hasMoved) return times.includes(-Infinity) ? undefined : times;
    }
    return undefined;
  }

  #list(moment: number): TimeConstraint[] {
    const list = this.#after[moment];
    if (list === undefined) throw new Error(`There is no moment ${moment} in the network.`);
    return list;
  }

  /**
   * Moves what comes later down until all is satisfied; whoever has to move the moment that it began with would go round
   * for ever. In the order of who has to move most, so that each moves once: with bounds that are satisfied already as
   * lengths, which are then not negative, this is Dijkstra's algorithm.
   */
  #repair({ earlier: origin, later: first, withinMs }: TimeConstraint): boolean {
    const moments = this.#moments;
    const moved = new Map<number, number>();
    const waiting = new Map([[first, this.guess(origin) + withinMs - this.guess(first)]]);
    for (let next = mostMoved(waiting); next !== undefined; next = mostMoved(waiting)) {
      const [moment, by] = next;
      if (moment === origin) return false;
      waiting.delete(moment);
      moved.set(moment, this.guess(moment) + by);
      for (const { later, withinMs: bound } of this.#list(moment)) {
        if (moved.has(later)) continue;
        const byMs = this.guess(moment) + by + bound - this.guess(later);
        if (byMs < -TOLERANCE_MS && byMs < (waiting.get(later) ?? 0)) waiting.set(later, byMs);
      }
    }
    for (const [moment, ms] of moved) moments[moment] = ms;
    return true;
  }
}

/** How much there was in a network. */
export interface TimeMark {
  readonly moments: number;
  readonly constraints: number;
}

function mostMoved(waiting: ReadonlyMap<number, number>): readonly [number, number] | undefined {
  let most: readonly [number, number] | undefined;
  for (const each of waiting) if (most === undefined || each[1] < most[1]) most = each;
  return most;
}
