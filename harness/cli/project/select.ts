import { UsageError } from '../../core/usage-error.ts';
import type { LoadedScenario } from './load-scenarios.ts';
import type { Shard } from '../options/option-kinds.ts';
import type { ScenarioFile } from './scenario-files.ts';
import { suggestion } from '../options/suggest.ts';

/** Files whose id contains one of the filters; all, where there is no filter. */
export function matching(
  files: readonly ScenarioFile[],
  filters: readonly string[],
): readonly ScenarioFile[] {
  if (filters.length === 0) return files;
  return files.filter(({ id }) => filters.some((filter) => id.includes(filter)));
}

/** Why nothing is left of `files`, in one sentence, and what to do about it. */
export function nothingMatched(
  files: readonly ScenarioFile[],
  filters: readonly string[],
  root: string,
): string {
  if (files.length === 0)
    return `No scenarios: there is no scenarios/<component>/<story>.scenario.ts in ${root}.`;
  const asked = filters.map((filter) => `"${filter}"`).join(' or ');
  const known = [...new Set(files.flatMap(({ id }) => [...id.split('/'), id]))];
  const meant = filters.map((filter) => suggestion(filter, known)).find((text) => text !== '') ?? '';
  return `No scenario's id contains ${asked}.${meant} See: npx heddle list`;
}

/** A scenario and a variant of its system. */
export interface Exploration extends LoadedScenario {
  readonly variant: string;
}

/** Which of the scenarios, and which variants of them. */
export interface Selection {
  /** Found in an id or a title: as text, or as a regular expression, without regard to case. */
  readonly grep?: string | undefined;
  readonly system?: string | undefined;
  readonly variant?: string | undefined;
}

/**
 * What to explore: a list that depends on nothing but the scenarios and the selection.
 * @throws UsageError where no scenario has the system or the variant
 */
export function explorations(
  scenarios: readonly LoadedScenario[],
  { grep, system, variant }: Selection,
): readonly Exploration[] {
  const systems = [...new Set(scenarios.map(({ scenario }) => scenario.system.id))];
  if (system !== undefined) checkKnown('system', system, systems);
  const matched = scenarios
    .filter(({ scenario }) => system === undefined || scenario.system.id === system)
    .filter(grep === undefined ? () => true : matcherOf(grep));
  const all = matched.flatMap((loaded) =>
    Object.keys(loaded.scenario.system.variants).map((id) => ({ ...loaded, variant: id })),
  );
  if (variant === undefined || all.length === 0) return all;
  const known = [...new Set(all.map((exploration) => exploration.variant))];
  const whole = wholeName(variant, known);
  checkKnown('variant', whole, known);
  return all.filter((exploration) => exploration.variant === whole);
}

/** Reports head a variant's column with its leading words alone, `p1` for `p1-cancel-on-stop`: that will do here, too. */
function wholeName(given: string, known: readonly string[]): string {
  if (known.includes(given)) return given;
  const [only, other] = known.filter((id) => id.startsWith(`${given}-`));
  return only === undefined || other !== undefined ? given : only;
}

function checkKnown(what: string, given: string, known: readonly string[]): void {
  if (known.length === 0 || known.includes(given)) return;
  throw new UsageError(
    `No scenario has the ${what} "${given}".${suggestion(given, known)} There are: ${known.join(', ')}.`,
  );
}

function matcherOf(grep: string): (loaded: LoadedScenario) => boolean {
  const text = grep.toLowerCase();
  const pattern = patternOf(grep);
  return ({ id, scenario }) =>
    [id, scenario.title].some((name) => name.toLowerCase().includes(text) || pattern?.test(name) === true);
}

/** Undefined for text that is no regular expression, such as `put(`. */
function patternOf(grep: string): RegExp | undefined {
  try {
    return new RegExp(grep, 'i');
  } catch {
    return undefined;
  }
}

/** The i-th of n parts. Neighbours go to different parts: variants of one heavy scenario are shared out. */
export function partOf<T>(all: readonly T[], { index, count }: Shard): readonly T[] {
  return all.filter((_, at) => at % count === index - 1);
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

/**
 * The variant that is called so, or the only one whose name begins so.
 * @throws UsageError where the scenario's system has no such variant
 */
export function variantOf({ id, scenario }: LoadedScenario, variant: string): string {
  const known = Object.keys(scenario.system.variants);
  const whole = wholeName(variant, known);
  if (known.includes(whole)) return whole;
  throw new UsageError(
    `${id} has no variant "${variant}".${suggestion(variant, known)} There are: ${known.join(', ')}.`,
  );
}
