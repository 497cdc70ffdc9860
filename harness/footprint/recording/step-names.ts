import { hashString } from '../../core/random.ts';

const SECOND_SEED = 0x9747b28c;
const DIGITS = 8;

/**
 * A short name for something that has a parent and is told from its siblings by `parts`: equal where all of these are.
 * 64 bits, so that two names are one by chance in no run.
 */
export function nameOf(parent: string, ...parts: readonly (string | number)[]): string {
  const text = `${parent}/${parts.join('/')}`;
  return hex(hashString(text)) + hex(hashString(text, SECOND_SEED));
}

function hex(number: number): string {
  return number.toString(16).padStart(DIGITS, '0');
}
