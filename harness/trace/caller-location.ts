import { fileURLToPath } from 'node:url';

/** Where the harness is: its sources, and what is built from them. */
const harnessRoot = fileURLToPath(new URL('..', import.meta.url));
const harnessRoots = [harnessRoot, harnessRoot.replace(/dist\/harness\/$/, 'harness/')];

/** The nearest place on the stack that is not the harness's own, as `path:line`, relative to the working directory. */
export function callerLocation(stack: string | undefined): string | undefined {
  const base = process.cwd();
  for (const line of stack?.split('\n') ?? []) {
    // A path begins behind a space or a bracket: `node:internal/timers` has none.
    const match = /[\s(]((?:file:\/\/)?\/[^()]+):(\d+):\d+\)?$/.exec(line);
    if (match === null) continue;
    const [, path = '', lineNumber = ''] = match;
    const file = path.startsWith('file:') ? fileURLToPath(path) : path;
    if (harnessRoots.some((root) => file.startsWith(root)) && !/\.(test|scenario)\.[jt]s$/.test(file))
      continue;
    if (file.includes('/node_modules/')) continue;
    return `${file.startsWith(`${base}/`) ? file.slice(base.length + 1) : file}:${lineNumber}`;
  }
  return undefined;
}
