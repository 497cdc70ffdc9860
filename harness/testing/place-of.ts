import path from 'node:path';
import { packageRoot } from '../trace/package-root.ts';
import type { TestPlace } from '../test-id.ts';

/** The name of the n-th of tests that are called the same, as rows of a table may be. */
export function numbered(name: string, n: number): string {
  return n > 1 ? `${name} (${n})` : name;
}

/**
 * Where a test stands: its file relative to the package that holds it, the same on every machine.
 * @param file absolute
 * @param names of the groups around it, and its own
 */
export function placeOf(file: string, names: readonly string[]): TestPlace {
  const root = packageRoot(path.dirname(file)) ?? path.dirname(file);
  return { root, file: path.relative(root, file).replaceAll(path.sep, '/'), names };
}
