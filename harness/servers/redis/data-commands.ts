import type { Command } from './command.ts';
import { hashes } from './hashes.ts';
import { keys } from './keys.ts';
import { lists } from './lists.ts';
import { RedisError } from './reply.ts';
import { sets } from './sets.ts';
import { strings } from './strings.ts';

const all = new Map(Object.entries({ ...strings, ...keys, ...lists, ...hashes, ...sets }));

/**
 * The command of that name, for these arguments.
 * @throws RedisError where there is none, or it takes another number of them
 */
export function dataCommand(word: string, args: readonly string[]): Command {
  const command = all.get(word.toUpperCase());
  if (command === undefined) {
    const shown = args.map((arg) => `'${arg}' `).join('');
    throw new RedisError(`ERR unknown command '${word}', with args beginning with: ${shown}`);
  }
  if (args.length < command.takes || (args.length > command.takes && !command.takesMore))
    throw new RedisError(`ERR wrong number of arguments for '${word.toLowerCase()}' command`);
  return command;
}
