import { readFileSync, statSync } from 'node:fs';
import { UsageError } from '../core/usage-error.ts';

/**
 * The text of a file. What others put there is not trusted: a device has no end, and memory has.
 * @param name of the file, for complaints
 * @throws UsageError where it is no file or larger than that; what the system throws where it cannot be read
 */
export function readBounded(file: string, name: string, bytesMax: number): string {
  const facts = statSync(file);
  if (!facts.isFile()) throw new UsageError(`${name} is no file.`);
  if (facts.size > bytesMax) {
    throw new UsageError(`${name} has ${facts.size} bytes; at most ${bytesMax} are read.`);
  }
  return readFileSync(file, 'utf8');
}
