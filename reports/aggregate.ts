import { badness, type Judgement } from './judgement.ts';
import type { Matrix } from './matrix.ts';

/** One component's invariants against its variants, all scenarios together. */
export interface AggregateMatrix {
  readonly component: string;
  readonly variants: readonly string[];
  readonly rows: readonly AggregateRow[];
  /** Invariants that hold wherever they apply, which have no row. */
  readonly quiet: readonly string[];
}

export interface AggregateRow {
  readonly invariant: string;
  /** In the order of the variants; undefined where no scenario asks for it. */
  readonly cells: readonly (AggregateCell | undefined)[];
}

/** What the worst of the scenarios says of an invariant. */
export type AggregateCell = Pick<Judgement, 'verdict' | 'asExpected' | 'contradictsClaim'>;

/** The invariants of a component that are worth a look somewhere, each on one row. */
export function aggregateOf({ component, variants, stories }: Matrix): AggregateMatrix {
  const all = stories.flatMap((story) => story.invariants);
  const ids = [...new Set(all.map(({ id }) => id))];
  const isNotable = (id: string): boolean => all.some((row) => row.id === id && row.notable);
  return {
    component,
    variants,
    rows: ids.filter(isNotable).map((invariant) => ({
      invariant,
      cells: variants.map((_, column) =>
        worstOf(all.flatMap((row) => (row.id === invariant ? (row.cells[column] ?? []) : []))),
      ),
    })),
    quiet: ids.filter((id) => !isNotable(id)),
  };
}

/** What a scenario remarks on its verdict is no remark on another's: only those that found the same speak. */
export function worstOf(cells: readonly Judgement[]): AggregateCell | undefined {
  const [first, ...others] = cells;
  if (first === undefined) return undefined;
  const worst = others.reduce((so, cell) => (badness(cell) < badness(so) ? cell : so), first);
  return {
    verdict: worst.verdict,
    asExpected: worst.asExpected,
    contradictsClaim: cells.some((cell) => badness(cell) === badness(worst) && cell.contradictsClaim),
  };
}
