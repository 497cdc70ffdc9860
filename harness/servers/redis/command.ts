import type { RedisStore } from './redis-store.ts';
import { RedisError, type Reply } from './reply.ts';

type Run = (store: RedisStore, ...args: string[]) => Reply;

/** One command that works on the keys of a database. */
export interface Command {
  readonly run: Run;
  /** How many arguments it takes, the name not counted. */
  readonly takes: number;
  readonly takesMore: boolean;
}

/** A command of exactly the arguments that the function names. */
export function exactly(run: Run): Command {
  return { run, takes: run.length - 1, takesMore: false };
}

/** A command of at least these. */
export function atLeast(run: Run): Command {
  return { run, takes: run.length - 1, takesMore: true };
}

/** @throws RedisError where it is not an integer */
export function integer(text: string): number {
  if (/^-?\d{1,15}$/.test(text)) return Number(text);
  throw new RedisError('ERR value is not an integer or out of range');
}

/** The items in pairs. @throws RedisError where one is left over */
export function inPairs(items: readonly string[], command: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (let i = 0; i < items.length; i += 2) {
    const [first, second] = items.slice(i, i + 2);
    if (first === undefined || second === undefined)
      throw new RedisError(`ERR wrong number of arguments for '${command}' command`);
    pairs.push([first, second]);
  }
  return pairs;
}

/** The pattern of KEYS and PSUBSCRIBE: `*`, `?`, `[abc]`. */
export function glob(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}
