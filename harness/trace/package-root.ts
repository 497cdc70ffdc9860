import { existsSync } from 'node:fs';
import path from 'node:path';

const known = new Map<string, string | undefined>();

/** The nearest folder, from `folder` upwards, with a package.json; undefined where there is none. */
export function packageRoot(folder: string): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const parent = path.dirname(folder);
  const root = existsSync(path.join(folder, 'package.json'))
    ? folder
    : parent === folder
      ? undefined
      : packageRoot(parent);
  known.set(folder, root);
  return root;
}
