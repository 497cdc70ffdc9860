import { existsSync, readdirSync } from 'node:fs';

/** Where Debian keeps the programs of each version; they are on nobody's path. */
const DEBIAN = '/usr/lib/postgresql';

/** A program of PostgreSQL: that of Debian's newest version where there is one, else whatever is on the path. */
export function programOf(name: string): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const newest = versions.toSorted((a, b) => b - a)[0];
  return newest === undefined ? name : `${DEBIAN}/${newest}/bin/${name}`;
}
