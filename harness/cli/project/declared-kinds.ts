import { oracleKinds } from '../../check/kinds.ts';
import { engineKinds, type Kinds } from '../../core/kinds.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { LoadedScenario } from './load-scenarios.ts';

/** A kind of findings, and who declares it. */
export interface DeclaredKind {
  readonly kind: string;
  /** What it means. */
  readonly sentence: string;
  /** `engine`, `oracle`, or the ids of the scenarios that declare it. */
  readonly from: 'engine' | 'oracle' | readonly string[];
}

/**
 * All kinds: those of the engine, of the oracles, then those of scenarios, each group by name.
 * @throws UsageError where two scenarios mean different things by one kind
 */
export function declaredKinds(scenarios: readonly Pick<LoadedScenario, 'id' | 'scenario'>[]): DeclaredKind[] {
  return [
    ...listed(engineKinds, () => 'engine'),
    ...listed(oracleKinds, () => 'oracle'),
    ...kindsOfScenarios(scenarios),
  ];
}

function kindsOfScenarios(
  scenarios: readonly Pick<LoadedScenario, 'id' | 'scenario'>[],
): readonly DeclaredKind[] {
  const declared = new Map<string, { readonly sentence: string; readonly from: string[] }>();
  for (const { id, scenario } of scenarios) {
    for (const [kind, sentence] of Object.entries(scenario.kinds ?? {})) {
      const known = declared.get(kind);
      if (known === undefined) declared.set(kind, { sentence, from: [id] });
      else if (known.sentence === sentence) known.from.push(id);
      else {
        throw new UsageError(
          `The kind '${kind}' has two meanings: "${known.sentence}" in ${known.from[0]}, "${sentence}" in ${id}. Give one of them another name, or both one sentence.`,
        );
      }
    }
  }
  const kinds = Object.fromEntries([...declared].map(([kind, { sentence }]) => [kind, sentence]));
  // What heddle has already is heddle's, although a scenario may say it again.
  const own = listed(kinds, (kind) => declared.get(kind)?.from ?? []);
  return own.filter(({ kind }) => !Object.hasOwn(engineKinds, kind) && !Object.hasOwn(oracleKinds, kind));
}

function listed(kinds: Kinds, from: (kind: string) => DeclaredKind['from']): DeclaredKind[] {
  return Object.keys(kinds)
    .toSorted()
    .map((kind) => ({ kind, sentence: kinds[kind] ?? '', from: from(kind) }));
}
