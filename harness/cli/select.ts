import { UsageError } from '../core/usage-error.ts';
import type { LoadedScenario } from './load-scenarios.ts';
import type { ScenarioFile } from './scenario-files.ts';
import { suggestion } from './suggest.ts';

/** Files whose id contains one of the filters; all, where there is no filter. */
export function matching(
  files: readonly ScenarioFile[],
  filters: readonly string[],
): readonly ScenarioFile[] {
  if (filters.length === 0) return files;
  return files.filter(({ id }) => filters.some((filter) => id.includes(filter)));
}

/** A scenario and a variant of its system. */
export interface Exploration extends LoadedScenario {
  readonly variant: string;
}

/**
 * What to explore.
 * @throws UsageError where no scenario has the variant
 */
export function explorations(
  scenarios: readonly LoadedScenario[],
  variant: string | undefined,
): readonly Exploration[] {
  const all = scenarios.flatMap((loaded) =>
    Object.keys(loaded.scenario.system.variants).map((id) => ({ ...loaded, variant: id })),
  );
  if (variant === undefined) return all;
  const known = [...new Set(all.map((exploration) => exploration.variant))];
  if (!known.includes(variant)) {
    throw new UsageError(
      `No scenario has the variant "${variant}".${suggestion(variant, known)} There are: ${known.join(', ')}.`,
    );
  }
  return all.filter((exploration) => exploration.variant === variant);
}

/**
 * The one scenario that is called `id`.
 * @throws UsageError where there is none
 */
export function scenarioFile(files: readonly ScenarioFile[], id: string): ScenarioFile {
  const found = files.find((file) => file.id === id);
  if (found !== undefined) return found;
  const known = files.map((file) => file.id);
  throw new UsageError(`There is no scenario "${id}" here.${suggestion(id, known)} See: npx heddle list`);
}

/** @throws UsageError where the scenario's system has no such variant */
export function checkVariant({ id, scenario }: LoadedScenario, variant: string): void {
  if (Object.hasOwn(scenario.system.variants, variant)) return;
  const known = Object.keys(scenario.system.variants);
  throw new UsageError(
    `${id} has no variant "${variant}".${suggestion(variant, known)} There are: ${known.join(', ')}.`,
  );
}
