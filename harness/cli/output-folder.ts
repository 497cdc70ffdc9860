import path from 'node:path';
import type { Project } from './project.ts';

const OUTPUT_DIR_DEFAULT = 'reports/out';

/** Where report files are: the option, relative to the working directory; else the package's own folder. */
export function outputFolder(option: string | undefined, project: Project, cwd: string): string {
  return path.resolve(cwd, option ?? path.join(project.root, OUTPUT_DIR_DEFAULT));
}
