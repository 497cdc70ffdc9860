import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { UsageError } from '../../core/usage-error.ts';

/** Who runs tests. */
export type Runner = 'vitest' | 'node';

/** Who installs packages. */
export type PackageManager = 'npm' | 'pnpm' | 'yarn';

/** What `heddle init` goes by. */
export interface Surroundings {
  /** The folder that holds package.json. */
  readonly root: string;
  /** Whether files that end in `.js` or `.ts` are ES modules there. */
  readonly isModule: boolean;
  readonly hasTypeScript: boolean;
  readonly packageManager: PackageManager;
  /** Names of all packages that package.json asks for. */
  readonly dependencies: ReadonlySet<string>;
}

/** The first lock file that is there tells. */
const LOCK_FILES: readonly (readonly [file: string, manager: PackageManager])[] = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['package-lock.json', 'npm'],
];

/**
 * Looks at the package in a folder.
 * @throws UsageError where there is none, or its package.json cannot be read
 */
export function lookAround(root: string): Surroundings {
  const manifest = readManifest(path.join(root, 'package.json'));
  const dependencies = new Set(
    [manifest.dependencies, manifest.devDependencies].flatMap((names) => Object.keys(Object(names))),
  );
  const has = (file: string): boolean => existsSync(path.join(root, file));
  return {
    root,
    isModule: manifest.type === 'module',
    hasTypeScript: dependencies.has('typescript') || has('tsconfig.json'),
    packageManager:
      LOCK_FILES.find(([file]) => has(file))?.[1] ?? managerOf(manifest.packageManager) ?? 'npm',
    dependencies,
  };
}

interface Manifest {
  readonly type?: unknown;
  readonly packageManager?: unknown;
  readonly dependencies?: unknown;
  readonly devDependencies?: unknown;
}

function readManifest(file: string): Manifest {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(
      'There is no package.json in this folder. Run "npm init" first, or go to the package.',
      {
        cause: error,
      },
    );
  }
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null) return manifest;
  } catch (error) {
    throw new UsageError('package.json cannot be read as JSON. Mend it first.', { cause: error });
  }
  throw new UsageError('package.json holds no object. Mend it first.');
}

/** `pnpm@9.1.0` says it, too. */
function managerOf(written: unknown): PackageManager | undefined {
  const name = typeof written === 'string' ? written.split('@')[0] : undefined;
  return LOCK_FILES.find(([, manager]) => manager === name)?.[1];
}
