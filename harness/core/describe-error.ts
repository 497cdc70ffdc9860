import { shown } from './shown.ts';

/** Whoever reads of it wants one line, and not a megabyte. */
const CHARS_MAX = 500;
/** Of those that an AggregateError holds. */
const INNER_MAX = 3;
/** Causes of causes that are told. */
const DEPTH_MAX = 3;

/** Whatever was thrown, in one bounded line. Code under test may throw anything, also what throws when it is looked at. */
export function describeError(error: unknown): string {
  const line = described(error, 0).replaceAll(/\s*[\r\n]+\s*/g, ' ');
  return line.length <= CHARS_MAX ? line : `${line.slice(0, CHARS_MAX - 1)}…`;
}

function described(error: unknown, depth: number): string {
  try {
    if (typeof error === 'string') return error;
    if (!(error instanceof Error)) return shown(error);
    const { name, message } = error;
    return `${name}: ${message}${depth < DEPTH_MAX ? innerOf(error, depth + 1) : ''}`;
  } catch {
    return 'something that throws when it is looked at';
  }
}

function innerOf(error: Error, depth: number): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    const inner = error.errors
      .slice(0, INNER_MAX)
      .map((one) => described(one, depth))
      .join(', ');
    return ` (${inner}${error.errors.length > INNER_MAX ? ', …' : ''})`;
  }
  return error.cause === undefined ? '' : ` (caused by ${described(error.cause, depth)})`;
}
