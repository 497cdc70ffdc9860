import path from 'node:path';
import { readFolder } from '../../files/read-folder.ts';

export const SCENARIO_ENDING = '.scenario.ts';

export interface ScenarioFile {
  /** `<component>/<story>`: the file's path below `scenarios/`, without its ending. */
  readonly id: string;
  readonly file: string;
}

/**
 * All `scenarios/<component>/<story>.scenario.ts` of a package, by id.
 * @throws UsageError where a folder cannot be read
 */
export function findScenarioFiles(root: string): readonly ScenarioFile[] {
  const files = componentFolders(root).flatMap((component) =>
    readFolder(path.join(root, 'scenarios', component), `scenarios/${component}`)
      .filter(({ name }) => name.endsWith(SCENARIO_ENDING))
      .map(({ name }) => ({
        id: `${component}/${name.slice(0, -SCENARIO_ENDING.length)}`,
        file: path.join(root, 'scenarios', component, name),
      })),
  );
  return files.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** The folders below `scenarios/`, by name. @throws UsageError where that cannot be read */
export function componentFolders(root: string): readonly string[] {
  return readFolder(path.join(root, 'scenarios'), 'scenarios')
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
