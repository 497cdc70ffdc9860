import { parseArgs } from 'node:util';
import { UsageError } from '../../core/usage-error.ts';
import type { CommandSpec, OptionSpec } from './option-kinds.ts';
import {
  type CommandName,
  commandNames,
  commands,
  type CommonOptions,
  commonOptions,
  type OptionsOf,
} from './options.ts';
import { readValue } from './option-value.ts';
import { suggestion } from './suggest.ts';

/** One call of the program, parsed. */
export type Invocation =
  | { readonly command: undefined; readonly options: CommonOptions; readonly operands: readonly string[] }
  | {
      readonly [C in CommandName]: {
        readonly command: C;
        readonly options: OptionsOf<C>;
        readonly operands: readonly string[];
      };
    }[CommandName];

/**
 * Parses what stands after the program's name.
 * @throws UsageError for an unknown command or option, and for a value that is missing or wrong
 */
export function parseInvocation(args: readonly string[]): Invocation {
  const command = args.find((arg) => !arg.startsWith('-'));
  if (command === undefined) {
    return { command, options: parseOptions(args, undefined, {}).values, operands: [] };
  }
  if (!isCommand(command)) {
    throw new UsageError(
      `"${command}" is not a command.${suggestion(command, commandNames)} There are: ${commandNames.join(', ')}.`,
    );
  }
  const rest = args.toSpliced(args.indexOf(command), 1);
  const { values, operands } = parseOptions(rest, command, commands[command].options);
  return { command, options: values, operands };
}

function isCommand(word: string): word is CommandName {
  return commandNames.some((name) => name === word);
}

function parseOptions(
  args: readonly string[],
  command: CommandName | undefined,
  own: CommandSpec['options'],
): { values: Record<string, unknown>; operands: readonly string[] } {
  const specs: Record<string, OptionSpec> = { ...own, ...commonOptions };
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, parserOption(spec)])),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values: Record<string, unknown> = {};
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const negated = token.name.startsWith('no-') && specs[token.name] === undefined;
    const name = negated ? token.name.slice('no-'.length) : token.name;
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    if (spec === undefined || (negated && !isNegatable(spec))) {
      throw unknownOption(token.rawName, command, specs);
    }
    values[name] = readValue(`--${name}`, spec, token.value, token.inlineValue === true, negated);
  }
  return { values, operands };
}

function parserOption(spec: OptionSpec): { type: 'boolean' | 'string'; short?: string } {
  const type = spec.type === 'flag' || mayBeBare(spec) ? 'boolean' : 'string';
  return { type, ...(spec.short && { short: spec.short }) };
}

/** Whether the option's value is left out or written with "=": the next word is never its value. */
function mayBeBare(spec: OptionSpec): boolean {
  return spec.type === 'count' && spec.bare !== undefined;
}

function isNegatable(spec: OptionSpec | undefined): boolean {
  return spec?.type === 'flag' && spec.negatable === true;
}

function unknownOption(
  rawName: string,
  command: CommandName | undefined,
  specs: Readonly<Record<string, OptionSpec>>,
): UsageError {
  const names = Object.keys(specs).flatMap((name) =>
    isNegatable(specs[name]) ? [name, `no-${name}`] : [name],
  );
  const typed = rawName.replace(/^-+/, '');
  const where = command === undefined ? 'heddle' : `heddle ${command}`;
  const owner =
    command === undefined
      ? commandNames.find((name) => Object.hasOwn(commands[name].options, typed))
      : undefined;
  const hint = owner === undefined ? suggestion(typed, names, '--') : ` It belongs to "heddle ${owner}".`;
  return new UsageError(`${where} has no option "${rawName}".${hint} See: ${where} --help`);
}
