import { createHash } from 'node:crypto';
import { nameOfTest, SEPARATOR } from '../test-id.ts';

/** Longer names are cut. */
const FILE_NAME_CHARS_MAX = 80;

/** A name for files that tell of a test, without an ending: readable, safe everywhere, and no other test's. */
export function fileNameOfTest(id: string): string {
  const name = nameOfTest(id);
  const safe = name
    .replaceAll(SEPARATOR, '--')
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, FILE_NAME_CHARS_MAX);
  // Only blanks and groups were written otherwise, and the name has nothing that looks like these.
  if (name.replaceAll(SEPARATOR, '--').replaceAll(' ', '-') === safe && !/-/.test(name)) return safe;
  return `${safe}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`;
}
