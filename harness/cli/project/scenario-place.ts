import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileOfTest, nameOfTest, SEPARATOR } from '../../test-id.ts';
import { SCENARIO_ENDING } from './scenario-files.ts';

export interface ScenarioPlace {
  /** Relative to the repository, with slashes. */
  readonly file: string;
  /** Where `scenario(`, or the name of the test stands, from 1; 1 where it is not found. */
  readonly line: number;
}

/**
 * Where a scenario or a test is declared, as services that show a repository name it.
 * @param root of the package
 */
export function scenarioPlace(id: string, root: string, env: NodeJS.ProcessEnv): ScenarioPlace {
  const testFile = fileOfTest(id);
  const file = path.join(root, testFile ?? `scenarios/${id}${SCENARIO_ENDING}`);
  const repository = env['GITHUB_WORKSPACE'] ?? env['CI_PROJECT_DIR'] ?? root;
  const relative = path.relative(repository, file);
  const lineOf = testFile === undefined ? lineOfScenario : (text: string) => lineOfTest(text, nameOfTest(id));
  // Reports of other machines are merged where the repository may stand elsewhere.
  const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
  return {
    file: (inside ? relative : path.relative(root, file)).replaceAll(path.sep, '/'),
    line: existsSync(file) ? lineOf(readFileSync(file, 'utf8')) : 1,
  };
}

/** The line of the exported scenario, else of the first that is made. */
function lineOfScenario(source: string): number {
  const lines = source.split('\n');
  const exported = lines.findIndex((line) => /^export default scenario\b/.test(line));
  const made = lines.findIndex((line) => /\bscenario(?:<.*>)?\(/.test(line));
  return Math.max(0, exported >= 0 ? exported : made) + 1;
}

/** The first line that has the test's own name; 1 where that is made of a row's values. */
function lineOfTest(source: string, name: string): number {
  const own = name.split(SEPARATOR).at(-1) ?? name;
  return (
    Math.max(
      0,
      source.split('\n').findIndex((line) => line.includes(own)),
    ) + 1
  );
}
