import type { ScenarioDefinition, System } from 'heddle';

/** The parts of a scenario in which each variant is one of heddle's own strategies, which is to find a failure alone. */
type FoundAlone<V> = Required<
  Pick<ScenarioDefinition<V, Record<string, never>>, 'invariants' | 'expect' | 'strategies'>
>;

/**
 * Strategies as the variants of a system: what one of them finds says nothing of the others.
 * @param variants by the name of the strategy: what it is to find
 */
export function strategiesAs<V>(variants: Readonly<Record<string, V>>): System<V> {
  return { id: 'canaries', variants };
}

/** Each variant is explored by the strategy of its name alone, which is expected to break `invariant`. */
export function foundByEach<V>({ variants }: System<V>, invariant: string): FoundAlone<V> {
  const names = Object.keys(variants);
  return {
    invariants: [invariant],
    expect: Object.fromEntries(names.map((name) => [name, { [invariant]: 'violated' }])),
    strategies: Object.fromEntries(names.map((name) => [name, [name]])),
  };
}
