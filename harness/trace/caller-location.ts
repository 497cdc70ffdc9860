import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageRoot } from './package-root.ts';

/** Where the harness is: its sources, and what is built from them. */
const harnessRoot = fileURLToPath(new URL('..', import.meta.url));
const harnessRoots = [harnessRoot, harnessRoot.replace(/dist\/harness\/$/, 'harness/')];

/** Whether a file is of the harness itself. Its tests and scenarios are authors of their own. */
function isOfHarness(file: string): boolean {
  return harnessRoots.some((root) => file.startsWith(root)) && !/\.(test|scenario)\.[jt]s$/.test(file);
}

/**
 * The nearest place on the stack that is neither the harness's own, nor a package's, nor Node's, as `path:line`,
 * relative to the package that holds it: the same wherever the command is called from, and wherever the package stands.
 * Undefined where there is none.
 */
export function callerLocation(stack: string | undefined): string | undefined {
  for (const line of stack?.split('\n') ?? []) {
    // A path begins behind a space or a bracket: `node:internal/timers` has none.
    const match = /[\s(]((?:file:\/\/)?\/[^()]+):(\d+):\d+\)?$/.exec(line);
    if (match === null) continue;
    const [, place = '', lineNumber = ''] = match;
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (isOfHarness(file) || file.includes('/node_modules/')) continue;
    return `${inPackage(file)}:${lineNumber}`;
  }
  return undefined;
}

function inPackage(file: string): string {
  const root = packageRoot(path.dirname(file));
  return root === undefined ? file : path.relative(root, file).replaceAll(path.sep, '/');
}
