import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { UsageError } from '../core/usage-error.ts';

/** What the system's reasons mean, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ENOTDIR: 'there is something else of that name: rename or remove it',
  EACCES: 'it may not be read: check its permissions',
  EPERM: 'it may not be read: check its permissions',
  ENOENT: 'it is a link to what is not there: mend or remove it',
  ELOOP: 'it is a link that leads back to itself: mend or remove it',
};

/**
 * What is in a folder, in the order of names; nothing where there is none.
 * @param shown what to call it in a complaint
 * @throws UsageError where something else has its name, or it cannot be read
 */
export function readFolder(folder: string, shown: string): readonly Dirent[] {
  if (!isNamed(folder)) return [];
  try {
    return readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const reason = meanings[code] ?? String(error);
    throw new UsageError(`The folder ${shown} cannot be read: ${reason}${code === '' ? '' : ` (${code})`}.`, {
      cause: error,
    });
  }
}

/** Whether anything has that name, be it a link that leads nowhere. */
export function isNamed(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}
