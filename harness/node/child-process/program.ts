import type { CommandInput, CommandOptions, CommandResult, Commands } from '../../core/command.ts';
import type { SpawnOptions } from '../bindings/child-handle.ts';
import { type CommandLine, commandLineOf, shellTextOf, simpleCommand } from './command-line.ts';
import { runReal } from './real-command.ts';

/** What a child process runs. */
export interface Program {
  /** What traces call it: `git status`. */
  readonly title: string;
  readonly readsStdin: boolean;
  readonly ignores: readonly NodeJS.Signals[];
  readonly run: (stdin: Buffer) => CommandResult;
}

/** Longer titles say nothing that a shorter one does not. */
const TITLE_MAX = 40;

/** What a shell exits with, and says, where it does not find a command. */
const NOT_FOUND = 127;

/** Names that only a shell could read, as the author did not say what one does. */
export class NeedsShell {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Undefined where there is no such program. */
export function findProgram(
  commands: Commands | 'real',
  options: SpawnOptions,
): Program | NeedsShell | undefined {
  const line = commandLineOf(options.file, options.args);
  const found = commands === 'real' ? true : commands[line.name];
  if (found !== undefined) return programOf(found, line, options);
  const text = shellTextOf(line);
  if (text === undefined || commands === 'real') return undefined;
  const simple = simpleCommand(text);
  if (simple === undefined) return new NeedsShell(text);
  const command = commands[simple.name] ?? notFound(simple.name);
  return programOf(command, simple, options, text);
}

function programOf(
  found: Commands[string],
  line: CommandLine,
  options: SpawnOptions,
  text = [line.name, ...line.args].join(' '),
): Program {
  const { run, readsStdin = false, ignores = [] } = asOptions(found);
  return {
    title: text.length > TITLE_MAX ? `${text.slice(0, TITLE_MAX - 1)}…` : text,
    readsStdin,
    ignores,
    run: (stdin) => (run === true ? runReal(options, stdin) : run(line.args, inputOf(options, stdin))),
  };
}

function asOptions(found: Commands[string]): CommandOptions {
  return typeof found === 'object' ? found : { run: found };
}

function notFound(name: string): CommandOptions {
  return { run: () => ({ stderr: `/bin/sh: 1: ${name}: not found\n`, code: NOT_FOUND }) };
}

function inputOf({ cwd = process.cwd(), envPairs = [] }: SpawnOptions, stdin: Buffer): CommandInput {
  const env = envPairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]);
  return { stdin, cwd, env: Object.fromEntries(env) as Record<string, string> };
}
