import { UsageError } from '../../core/usage-error.ts';
import { type CorpusEntry, readCorpus } from '../../corpus/corpus-file.ts';
import { suggestion } from '../options/suggest.ts';
import type { Exploration } from '../project/select.ts';

/** The kept failures of what is to be explored, with where they belong. */
export function corpusOf(
  explorations: readonly Exploration[],
  root: string,
): readonly { readonly exploration: Exploration; readonly entry: CorpusEntry }[] {
  const entries = [...new Set(explorations.map(({ id }) => id))].flatMap((id) => {
    const known = explorations.find((exploration) => exploration.id === id);
    const variants = Object.keys(known?.scenario.system.variants ?? {});
    return readCorpus(root, id).map((entry) => checked(entry, variants));
  });
  return explorations.flatMap((exploration) =>
    entries
      .filter(({ scenario, variant }) => scenario === exploration.id && variant === exploration.variant)
      .map((entry) => ({ exploration, entry })),
  );
}

function checked(entry: CorpusEntry, variants: readonly string[]): CorpusEntry {
  if (variants.includes(entry.variant)) return entry;
  throw new UsageError(
    `${entry.file} is of the variant "${entry.variant}", which ${entry.scenario} does not have.${suggestion(entry.variant, variants)} Delete the file, or restore the variant.`,
  );
}
