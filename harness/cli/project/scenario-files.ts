import path from 'node:path';
import { FOLDER_ENDING } from '../../corpus/corpus-file.ts';
import { readFolder } from '../../files/read-folder.ts';

export const SCENARIO_ENDING = '.scenario.ts';

export interface ScenarioFile {
  /** `<component>/<story>`: the file's path below `scenarios/`, without its ending. */
  readonly id: string;
  readonly file: string;
}

/**
 * All `scenarios/<component>/<story>.scenario.ts` of a package, by id. A component's folder may stand in another's:
 * `scenarios/packages/node/two-writers.scenario.ts` is `packages/node/two-writers`.
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

/** The folders below `scenarios/`, by name, and those in them. @throws UsageError where one cannot be read */
export function componentFolders(root: string, below = ''): readonly string[] {
  return readFolder(path.join(root, 'scenarios', below), path.posix.join('scenarios', below))
    .filter((entry) => entry.isDirectory() && !entry.name.endsWith(FOLDER_ENDING))
    .flatMap(({ name }) => {
      const folder = path.posix.join(below, name);
      return [folder, ...componentFolders(root, folder)];
    });
}
