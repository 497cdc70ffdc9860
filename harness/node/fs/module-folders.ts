import { realpathSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * Where modules are that code in a folder requires and that are not within it: the `node_modules` of the folders above it,
 * as in a workspace, and its own where that is a link. Node keeps where links lead, and asks for what is there.
 */
export function moduleFolders(folder: string): readonly string[] {
  const within = resolve(folder);
  const found = new Set<string>();
  for (let at = within; ; at = dirname(at)) {
    const real = realPath(join(at, 'node_modules'));
    if (real !== undefined && relative(within, real).startsWith('..')) found.add(real);
    if (at === dirname(at)) return [...found];
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
