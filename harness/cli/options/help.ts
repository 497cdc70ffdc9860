import { exitCodeMeanings } from '../process/exit-codes.ts';
import type { CommandSpec, OptionSpec } from './option-kinds.ts';
import { type CommandName, commandNames, commands, commonOptions } from './options.ts';

/** The help text of a command, or of the program. */
export function helpText(command: CommandName | undefined): string {
  return command === undefined ? programHelp() : commandHelp(commands[command]);
}

function programHelp(): string {
  return lines(
    'heddle: runs asynchronous TypeScript in every order that the real runtime could choose,',
    'and explains, shrinks and replays what fails.',
    '',
    'Usage: heddle <command> [options]',
    '',
    'Commands',
    ...columns(commandNames.map((name) => [name, commands[name].summary])),
    '',
    'Options',
    ...optionLines(commonOptions),
    '',
    'Exit codes',
    ...columns(exitCodeMeanings.map(([code, meaning]) => [String(code), meaning])),
    '',
    'More: heddle <command> --help. With HEDDLE_DEBUG=1, errors show their stack.',
  );
}

function commandHelp(spec: CommandSpec): string {
  return lines(
    `${spec.summary[0]?.toUpperCase()}${spec.summary.slice(1)}.`,
    '',
    ...spec.usage.map((usage, index) => `${index === 0 ? 'Usage:' : '      '} heddle ${usage}`),
    '',
    'Options',
    ...optionLines({ ...spec.options, ...commonOptions }),
  );
}

function optionLines(options: Readonly<Record<string, OptionSpec>>): string[] {
  return columns(
    Object.entries(options).map(([name, spec]) => {
      const fallback = spec.defaultText === undefined ? '' : ` (default: ${spec.defaultText})`;
      return [optionForm(name, spec), `${spec.description}${fallback}`];
    }),
  );
}

/** How an option is written: `-g, --grep <pattern>`, `--bail[=n]`, `--[no-]color`. */
export function optionForm(name: string, spec: OptionSpec): string {
  const negatable = spec.type === 'flag' && spec.negatable === true;
  const bare = spec.type === 'count' && spec.bare !== undefined;
  const long = negatable ? `--[no-]${name}` : `--${name}`;
  const value =
    spec.placeholder === undefined ? '' : bare ? `[=${spec.placeholder}]` : ` <${spec.placeholder}>`;
  const short = spec.short === undefined ? '' : `-${spec.short}, `;
  return `${short}${long}${value}`;
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`;
}
