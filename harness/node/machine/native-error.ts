import { getSystemErrorMap } from 'node:util';

const numbers = new Map(
  [...getSystemErrorMap()].map(([number, [code, message]]) => [code, { number, message }]),
);

/** The number that the native side answers with: `-2` for `ENOENT`. @throws Error for a code that there is not */
export function errnoOf(code: string): number {
  const known = numbers.get(code);
  if (known === undefined)
    throw new Error(`"${code}" is no error of the system: use a code like EIO or ECONNRESET.`);
  return known.number;
}

/** An error as `lib/internal/errors.js` makes them of what the native side says. */
export function nativeError(
  code: string,
  syscall: string,
  path?: string,
  dest?: string,
): NodeJS.ErrnoException {
  const { number, message } = numbers.get(code) ?? { number: errnoOf(code), message: '' };
  const about = `${path === undefined ? '' : ` '${path}'`}${dest === undefined ? '' : ` -> '${dest}'`}`;
  const error = new Error(`${code}: ${message}, ${syscall}${about}`);
  return Object.assign(
    error,
    { errno: number, code, syscall },
    path !== undefined && { path },
    dest !== undefined && { dest },
  );
}
