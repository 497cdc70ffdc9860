import { createHash } from 'node:crypto';
import { OK, RedisError, type RedisReply, type Reply } from './reply.ts';

/** What a script may do: run a command, as `redis.call` does. Throws where the command fails. */
export type RedisCall = (command: string, ...args: readonly string[]) => RedisReply;

/** A script of EVAL, told again in TypeScript: it runs at once, with nothing between its commands. */
export type RedisScript = (call: RedisCall, keys: readonly string[], args: readonly string[]) => RedisReply;

/** The shape of the scripts that release or prolong a lock: only whoever holds the key's value may. */
const COMPARE_AND_CALL =
  /^if redis\.call\(["']get["'], ?KEYS\[1\]\) ?== ?ARGV\[1\] then return redis\.call\(([^()]*)\) else return (\d+) end;?$/i;

/** Reads `if redis.call("get", KEYS[1]) == ARGV[1] then return redis.call(…) else return 0 end`. */
function compareAndCall(text: string): RedisScript | undefined {
  const [, list, otherwise] = COMPARE_AND_CALL.exec(text.replace(/\s+/g, ' ').trim()) ?? [];
  if (list === undefined) return undefined;
  const words = list.split(',').map((word) => word.trim());
  return (call, keys, args) => {
    if (call('GET', keys[0] ?? '') !== args[0]) return Number(otherwise);
    const [command = '', ...rest] = words.map((word) => {
      const [, from, at] = /^(KEYS|ARGV)\[(\d+)\]$/.exec(word) ?? [];
      if (from === undefined) return word.replace(/^(["'])(.*)\1$/, '$2');
      return (from === 'KEYS' ? keys : args)[Number(at) - 1] ?? '';
    });
    return call(command, ...rest);
  };
}

/** The scripts that a server knows, by their text; EVALSHA finds them by its SHA-1. */
export class Scripts {
  readonly #known: Readonly<Record<string, RedisScript>>;
  readonly #loaded = new Map<string, string>();

  /** @param known scripts by their text, white space around it aside */
  constructor(known: Readonly<Record<string, RedisScript>>) {
    this.#known = Object.fromEntries(Object.entries(known).map(([text, script]) => [text.trim(), script]));
  }

  /** Remembers a text, and answers its SHA-1. */
  load(text: string): string {
    const sha = createHash('sha1').update(text).digest('hex');
    this.#loaded.set(sha, text);
    return sha;
  }

  /** Whether EVALSHA would find it. */
  has(sha: string): boolean {
    return this.#loaded.has(sha.toLowerCase());
  }

  /** Forgets all of them, as SCRIPT FLUSH does. */
  flush(): Reply {
    this.#loaded.clear();
    return OK;
  }

  /** Runs a script by its SHA-1. @throws RedisError where it was never loaded */
  evaluateSha(call: RedisCall, sha: string, items: readonly string[]): Reply {
    const text = this.#loaded.get(sha.toLowerCase());
    if (text === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
    return this.evaluate(call, text, items);
  }

  /** Runs a script: what follows it in EVAL, the number of keys, the keys, the arguments, is in `items`. */
  evaluate(call: RedisCall, text: string, items: readonly string[]): Reply {
    this.load(text);
    const script = this.#known[text.trim()] ?? compareAndCall(text);
    if (script === undefined)
      throw new RedisError(
        `ERR this fake server runs no Lua: say what the script does in its option scripts: ${JSON.stringify(text)}`,
      );
    const [count = '0', ...rest] = items;
    return script(call, rest.slice(0, Number(count)), rest.slice(Number(count)));
  }
}
