import { fileURLToPath } from 'node:url';

/** Where the harness is: its sources, and what is built from them. */
const harnessRoot = fileURLToPath(new URL('..', import.meta.url));
const harnessRoots = [harnessRoot, harnessRoot.replace(/dist\/harness\/$/, 'harness/')];

/** Whether a file is of the harness itself. Its tests and scenarios are authors of their own. */
function isOfHarness(file: string): boolean {
  return harnessRoots.some((root) => file.startsWith(root)) && !/\.(test|scenario)\.[jt]s$/.test(file);
}

/**
 * The nearest place on the stack that is neither the harness's own, nor a package's, nor Node's, as `path:line`,
 * relative to the working directory; undefined where there is none.
 */
export function callerLocation(stack: string | undefined): string | undefined {
  const base = process.cwd();
  for (const line of stack?.split('\n') ?? []) {
    // A path begins behind a space or a bracket: `node:internal/timers` has none.
    const match = /[\s(]((?:file:\/\/)?\/[^()]+):(\d+):\d+\)?$/.exec(line);
    if (match === null) continue;
    const [, path = '', lineNumber = ''] = match;
    const file = path.startsWith('file:') ? fileURLToPath(path) : path;
    if (isOfHarness(file) || file.includes('/node_modules/')) continue;
    return `${file.startsWith(`${base}/`) ? file.slice(base.length + 1) : file}:${lineNumber}`;
  }
  return undefined;
}
