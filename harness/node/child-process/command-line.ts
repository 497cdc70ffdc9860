import path from 'node:path';

/** A program, by its name without folders, and what it is given. */
export interface CommandLine {
  readonly name: string;
  readonly args: readonly string[];
}

const SHELLS: readonly string[] = ['sh', 'bash', 'zsh', 'dash', 'cmd.exe'];

/** What only a shell can read. */
const SYNTAX = /[|&;<>()$`\\*?[\]#~=%!{}\n]/;

const WORD = /'[^']*'|"[^"]*"|[^\s'"]+/g;

/** @param args the first is the name under which it was called */
export function commandLineOf(file: string, args: readonly string[] = []): CommandLine {
  return { name: path.basename(file), args: args.slice(1) };
}

/** The text that a shell is given, as `exec` does; undefined where it is not a shell that is started. */
export function shellTextOf({ name, args }: CommandLine): string | undefined {
  return SHELLS.includes(name) && args.length === 2 && args[0] === '-c' ? args[1] : undefined;
}

/** The one command of a shell's text; undefined where it takes a shell to read it. */
export function simpleCommand(text: string): CommandLine | undefined {
  if (SYNTAX.test(text)) return undefined;
  const words = (text.match(WORD) ?? []).map((word) => word.replace(/^(['"])(.*)\1$/s, '$2'));
  const [file, ...args] = words;
  return file === undefined ? undefined : { name: path.basename(file), args };
}
