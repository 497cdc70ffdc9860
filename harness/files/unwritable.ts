import { UsageError } from '../core/usage-error.ts';

const FULL = 'the disk is full: free some space';
const FORBIDDEN = 'it may not be written: check its permissions';
const GONE = 'its folder is gone';

/** What the system's reasons mean, and what to do. */
const meanings: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: 'your share of the disk is used up: free some space',
  EFBIG: 'it is larger than files may be here: raise that limit (ulimit -f)',
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EROFS: 'its file system is read-only: mount it for writing',
  ENOENT: GONE,
  ENOTDIR: GONE,
  EISDIR: 'there is a folder of that name: remove it',
  EMFILE: 'too many files are open: raise that limit (ulimit -n)',
  ENAMETOOLONG: 'its name is too long',
};

/** A file that cannot be written: one line that names it, why, and what to do. */
export class UnwritableError extends UsageError {
  /** @param file as a reader would type it */
  constructor(file: string, cause: unknown) {
    super(`Cannot write ${file}: ${reasonOf(cause)}.`, { cause });
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === undefined) return error.message;
  const meaning = meanings[code];
  return meaning === undefined ? error.message : `${meaning} (${code})`;
}
