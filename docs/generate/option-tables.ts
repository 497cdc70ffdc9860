import { optionForm } from '../../harness/cli/options/help.ts';
import { camelCase } from '../../harness/cli/project/load-config.ts';
import type { CommandSpec, OptionSpec } from '../../harness/cli/options/option-kinds.ts';
import { commandNames, commands, commonOptions } from '../../harness/cli/options/options.ts';

/** The options of every command, from the one table: one list a command. */
export function optionTables(): string {
  const sections = commandNames.map((name) => section(`heddle ${name}`, commands[name]));
  const common = table(commonOptions);
  return [...sections, `### Every command\n\n${common}`].join('\n\n');
}

function section(title: string, { summary, options }: CommandSpec): string {
  return `### \`${title}\`\n\n${sentence(summary)}\n\n${table(options)}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
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
