import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The package whose scenarios are meant. */
export interface Project {
  readonly root: string;
  /** The compiler options that scenarios are loaded with; false for the loader's own. */
  readonly tsconfig: string | false;
}

/** The nearest folder, from `cwd` upwards, with a package.json; without one, `cwd` itself. */
export function findProject(cwd: string): Project {
  let root = path.resolve(cwd);
  while (!existsSync(path.join(root, 'package.json'))) {
    const parent = path.dirname(root);
    if (parent === root) return { root: path.resolve(cwd), tsconfig: false };
    root = parent;
  }
  const tsconfig = path.join(root, 'tsconfig.json');
  // In heddle's own checkout, tsconfig.json maps 'heddle' to the sources, for the type checker; scenarios must get the
  // same compiled engine as the command line.
  return { root, tsconfig: existsSync(tsconfig) && !isOwnPackage(root) ? tsconfig : false };
}

function isOwnPackage(root: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    return (
      typeof manifest === 'object' && manifest !== null && 'name' in manifest && manifest.name === 'heddle'
    );
  } catch {
    return false;
  }
}
