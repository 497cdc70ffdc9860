import path from 'node:path';
import { FOLDER_ENDING, folderOf } from '../../corpus/corpus-file.ts';
import { readFolder } from '../../files/read-folder.ts';
import { componentFolders } from '../project/scenario-files.ts';

/** Folders of kept failures beside which there is no scenario any more; relative to the package, with slashes. */
export function orphanFolders(root: string, scenarios: readonly string[]): readonly string[] {
  const known = new Set(scenarios.map(folderOf));
  return componentFolders(root)
    .map((component) => `scenarios/${component}`)
    .flatMap((component) =>
      readFolder(path.join(root, component), component)
        .filter(({ name }) => name.endsWith(FOLDER_ENDING))
        .map(({ name }) => `${component}/${name}`),
    )
    .filter((folder) => !known.has(folder))
    .toSorted();
}
