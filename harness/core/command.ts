/** What a child process is started with. */
export interface CommandInput {
  /** What was written to its standard input by its end; empty unless the command `readsStdin`. */
  readonly stdin: Buffer;
  /** Its working directory. */
  readonly cwd: string;
  /** Its environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** What a child process does. */
export interface CommandResult {
  /** Default: nothing. */
  readonly stdout?: string | Uint8Array;
  /** Default: nothing. */
  readonly stderr?: string | Uint8Array;
  /** What it exits with. Default 0. */
  readonly code?: number;
  /** The signal that ends it, in the place of `code`. */
  readonly signal?: NodeJS.Signals;
  /** How long after its output it exits, virtual milliseconds, or [least, most]. Default [0, 5]. */
  readonly ms?: number | readonly [number, number];
}

/** Stands for a program. `args` are those after its name. */
export type CommandScript = (args: readonly string[], input: CommandInput) => CommandResult;

/** A program that the code under test may start as a child process. */
export interface CommandOptions {
  /** What it does; true runs the real one, and waits for it. */
  readonly run: CommandScript | true;
  /** Whether it begins when its standard input has ended. Default: at once, and nothing is read. */
  readonly readsStdin?: boolean;
  /** Signals that do not end it. Default: none; SIGKILL always does. */
  readonly ignores?: readonly NodeJS.Signals[];
}

/** Programs by name, without their folders. */
export type Commands = Readonly<Record<string, CommandScript | true | CommandOptions>>;
