import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { register as registerRequire } from 'tsx/cjs/api';
import { register } from 'tsx/esm/api';
import { UsageError } from '../../core/usage-error.ts';
import { isScenario, type Scenario } from '../../scenario.ts';
import { freshScenario } from '../../fresh/fresh-scenario.ts';
import { declaredKinds } from './declared-kinds.ts';
import { loadCode } from './load-code.ts';
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
 * @throws UsageError naming the first file that does not load or exports no scenario, or two that mean different things
 * by one kind of finding
 */
export async function loadScenarios(
  project: Project,
  files: readonly ScenarioFile[],
): Promise<readonly LoadedScenario[]> {
  if (!registered) {
    register(project.tsconfig === false ? { tsconfig: false } : { tsconfig: project.tsconfig });
    // A package whose type is not "module" has its .ts files required.
    registerRequire();
    registered = true;
  }
  const loaded: LoadedScenario[] = [];
  for (const file of files) loaded.push(await load(file));
  // Reports explain each kind once.
  declaredKinds(loaded);
  return loaded;
}

async function load({ id, file }: ScenarioFile): Promise<LoadedScenario> {
  const shown = path.relative(process.cwd(), file);
  const exported = defaultOf(await loadCode(file, shown, () => import(pathToFileURL(file).href)));
  if (isScenario(exported)) {
    if (exported.fresh !== true) return { id, file: shown, scenario: exported };
    return { id, file: shown, scenario: freshScenario(exported, file, await import('../../index.ts')) };
  }
  const what = exported === undefined ? 'has no default export' : 'exports something else as default';
  throw new UsageError(`${shown} ${what}; expected: export default scenario('…', system, { … })`);
}

/** Of a module in the CommonJS format, `import` gives all exports as its default. */
function defaultOf(module: unknown): unknown {
  const exported: unknown = (module as { readonly default?: unknown }).default;
  const required = typeof exported === 'object' && exported !== null && '__esModule' in exported;
  return required ? (exported as { readonly default?: unknown }).default : exported;
}
