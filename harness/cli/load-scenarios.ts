import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { register } from 'tsx/esm/api';
import { UsageError } from '../core/usage-error.ts';
import { isScenario, type Scenario } from '../scenario.ts';
import type { Project } from './project.ts';
import type { ScenarioFile } from './scenario-files.ts';

export interface LoadedScenario {
  /** `<component>/<story>`. */
  readonly id: string;
  /** Relative to the working directory. */
  readonly file: string;
  readonly scenario: Scenario;
}

let registered = false;

/**
 * Loads scenario files as TypeScript.
 * @throws UsageError naming the first file that does not load or exports no scenario
 */
export async function loadScenarios(
  project: Project,
  files: readonly ScenarioFile[],
): Promise<readonly LoadedScenario[]> {
  if (!registered) {
    register(project.tsconfig === false ? { tsconfig: false } : { tsconfig: project.tsconfig });
    registered = true;
  }
  const loaded: LoadedScenario[] = [];
  for (const file of files) loaded.push(await load(file));
  return loaded;
}

async function load({ id, file }: ScenarioFile): Promise<LoadedScenario> {
  const shown = path.relative(process.cwd(), file);
  let module: { readonly default?: unknown };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (error) {
    throw new UsageError(`${shown} does not load: ${firstLine(error)}`, { cause: error });
  }
  if (isScenario(module.default)) return { id, file: shown, scenario: module.default };
  const what = module.default === undefined ? 'has no default export' : 'exports something else as default';
  throw new UsageError(`${shown} ${what}; expected: export default scenario('…', system, { … })`);
}

/** What went wrong, on one line. */
export function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (
    text
      .split('\n')
      .find((line) => line.trim() !== '')
      ?.trim() ?? 'unknown error'
  );
}
