import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const SCENARIO_ENDING = '.scenario.ts';

export interface ScenarioFile {
  /** `<component>/<story>`: the file's path below `scenarios/`, without its ending. */
  readonly id: string;
  readonly file: string;
}

/** All `scenarios/<component>/<story>.scenario.ts` of a package, by id. */
export function findScenarioFiles(root: string): readonly ScenarioFile[] {
  const folder = path.join(root, 'scenarios');
  if (!existsSync(folder)) return [];
  const components = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = components.flatMap(({ name: component }) =>
    readdirSync(path.join(folder, component))
      .filter((name) => name.endsWith(SCENARIO_ENDING))
      .map((name) => ({
        id: `${component}/${name.slice(0, -SCENARIO_ENDING.length)}`,
        file: path.join(folder, component, name),
      })),
  );
  return files.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
