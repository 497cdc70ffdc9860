import type { KnownStep } from './foresight.ts';
import type { Branch, SearchNode } from './search-node.ts';
import type { StepRecord } from './step-record.ts';

/** The points that a run goes through, one below the other, and which of the steps between them happens before which. */
export class SearchPath {
  readonly #nodes: SearchNode[] = [];
  /** Steps of the run that is going on. There may be more nodes, which it has not come to yet. */
  depth = 0;

  node(number: number): SearchNode | undefined {
    return this.#nodes[number];
  }

  get last(): SearchNode | undefined {
    return this.#nodes.at(-1);
  }

  push(node: SearchNode): void {
    this.#nodes.push(node);
  }

  pop(): void {
    this.#nodes.pop();
  }

  /** The run has come to the last node, or is thought to. */
  goToLast(): void {
    this.depth = this.#nodes.length;
  }

  /** The steps of the run that is going on, with what happens before each. */
  get branches(): readonly Branch[] {
    return this.#nodes.slice(0, this.depth).flatMap(({ branch }) => branch ?? []);
  }

  /**
   * What happens before the step that is chosen last: what makes its events, and what it is in conflict with.
   * @param makerOf number of the step that made an event; −1 for the set-up
   */
  before(
    record: StepRecord,
    makerOf: (event: string) => number,
    isConflict: (other: Branch) => boolean,
  ): Before {
    let past = 0n;
    const races: number[] = [];
    const makers: number[] = [];
    const add = (step: number): void => {
      past |= (this.#nodes[step]?.branch?.past ?? 0n) | (1n << BigInt(step));
    };
    for (const event of record.delivered) {
      const maker = makerOf(event);
      if (maker < 0) continue;
      makers.push(maker);
      add(maker);
    }
    for (let step = this.depth - 2; step >= 0; step--) {
      if ((past & (1n << BigInt(step))) !== 0n) continue;
      const other = this.#nodes[step]?.branch;
      if (other === undefined || !isConflict(other)) continue;
      races.push(step);
      add(step);
    }
    return { past, races, nearest: [...new Set([...makers, ...races])] };
  }

  /** By number; −1 is the set-up. */
  happensBefore(step: number, other: number): boolean {
    if (step < 0 || other < 0) return step < other;
    return ((this.#nodes[other]?.branch?.past ?? 0n) & (1n << BigInt(step))) !== 0n;
  }

  /** As they are known wherever the same happens before them. */
  knownOf(steps: readonly number[]): KnownStep[] {
    return steps.flatMap((step) => this.#nodes[step]?.branch?.known ?? []);
  }

  /**
   * A race: the step `last` could have come before `step`. Sees to it that something is gone through there with which a run
   * can begin in which it does: what it needs of the steps since, which are the same without `step`; else the last itself.
   * It may touch other things where it comes first. What these are is found out as it is gone through from there, unless
   * it is asleep: then there is no telling what else it races with.
   */
  turnAround(step: number, pastOfLast: bigint, nameOfLast: string): void {
    const node = this.#nodes[step];
    if (node === undefined) return;
    const needed = pastOfLast & ~this.#afterOrBefore(step);
    const first: string[] = [];
    for (let i = step + 1; needed >> BigInt(i) !== 0n; i++) {
      const branch = this.#nodes[i]?.branch;
      if (branch !== undefined && (needed & (1n << BigInt(i))) !== 0n && (branch.past & needed) === 0n)
        first.push(branch.record.name);
    }
    if (first.length === 0 && !node.asleep.has(nameOfLast)) first.push(nameOfLast);
    else if (first.some((name) => node.asleep.has(name))) return;
    if (first.some((name) => node.wants(name))) return;
    const known = first.find((name) => node.has(name));
    if (known === undefined) node.wantAll();
    else node.want(known);
  }

  /** Steps up to `step`, and those that come after it because they depend on it. */
  #afterOrBefore(step: number): bigint {
    const own = 1n << BigInt(step);
    let steps = (own << 1n) - 1n;
    for (let i = step + 1; i < this.depth; i++)
      if (((this.#nodes[i]?.branch?.past ?? 0n) & own) !== 0n) steps |= 1n << BigInt(i);
    return steps;
  }

  /** There is no choosing at the first nodes, to that of this number. */
  wantAllUpTo(number: number): void {
    for (let i = 0; i <= number; i++) this.#nodes[i]?.wantAll();
  }
}

/** What happens before a step. By number of the step. */
export interface Before {
  /** By bit. */
  readonly past: bigint;
  /** What it is in conflict with, and does not happen before it anyway. */
  readonly races: readonly number[];
  /** These, and what makes its events: all else happens before some of them. */
  readonly nearest: readonly number[];
}
