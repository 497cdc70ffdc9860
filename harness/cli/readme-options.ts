import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { optionForm } from './help.ts';
import { camelCase } from './load-config.ts';
import type { CommandSpec, OptionSpec } from './option-kinds.ts';
import { commandNames, commands, commonOptions } from './options.ts';

const BEGIN = '<!-- options:begin (npm run readme) -->';
const END = '<!-- options:end -->';

/** The README's section on options, from the one table: one list a command. */
export function readmeOptions(): string {
  const sections = commandNames.map((name) => section(`heddle ${name}`, commands[name]));
  const common = table(commonOptions);
  return [...sections, `**Every command**\n\n${common}`].join('\n\n');
}

/** The README with this section in its place. */
export function withOptions(readme: string, options: string): string {
  const [before = '', rest = ''] = readme.split(BEGIN);
  const [, after = ''] = rest.split(END);
  return `${before}${BEGIN}\n\n${options}\n\n${END}${after}`;
}

function section(title: string, { summary, options }: CommandSpec): string {
  return `**\`${title}\`**: ${summary}\n\n${table(options)}`;
}

function table(options: Readonly<Record<string, OptionSpec>>): string {
  const rows = Object.entries(options).map(([name, spec]) => {
    const cells = [
      `\`${optionForm(name, spec)}\``,
      spec.description,
      spec.defaultText ?? '',
      spec.config === true ? `\`${camelCase(name)}\`` : '',
    ];
    return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  });
  return [
    '| option | what it does | default | in the config file |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

// Run as a program, it writes the README.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL('../../README.md', import.meta.url));
  writeFileSync(path, withOptions(readFileSync(path, 'utf8'), readmeOptions()));
}
