import { reporterNames } from './reporter-names.ts';

/** What an option takes: nothing, any text, a whole number from `least`, or several of a list. */
export type OptionKind =
  | { readonly type: 'flag'; readonly negatable?: boolean }
  | { readonly type: 'text' }
  | { readonly type: 'count'; readonly least: number }
  | { readonly type: 'seed' }
  | { readonly type: 'list'; readonly of: readonly string[] };

export type OptionSpec = OptionKind & {
  readonly short?: string;
  /** Stands for the value in the help text. */
  readonly placeholder?: string;
  readonly description: string;
  /** As the help text and the README say it. */
  readonly defaultText?: string;
};

export interface CommandSpec {
  readonly summary: string;
  /** How it is called, one form a line, without the program's name. */
  readonly usage: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** Options of every command. */
export const commonOptions = {
  color: {
    type: 'flag',
    negatable: true,
    description: 'colours on or off; else FORCE_COLOR, NO_COLOR, then the terminal decide',
  },
  help: { type: 'flag', short: 'h', description: 'show this text' },
  version: { type: 'flag', short: 'V', description: 'show the version' },
} as const satisfies CommandSpec['options'];

/** The one table of commands and options: parser, help text, and types come from it. */
export const commands = {
  run: {
    summary: 'explore scenarios: each against each variant of its system',
    usage: ['run [filter…] [options]'],
    options: {
      variant: { type: 'text', placeholder: 'id', description: 'only this variant' },
      seed: {
        type: 'seed',
        placeholder: 'n|random',
        description: 'where all chance comes from',
        defaultText: '1',
      },
      runs: {
        type: 'count',
        least: 1,
        placeholder: 'n',
        description: 'schedules for each scenario and variant',
        defaultText: '1000',
      },
      workers: {
        type: 'text',
        placeholder: 'n|50%',
        description: 'worker threads, or a share of the cores; results do not depend on it',
        defaultText: 'all cores',
      },
      'run-timeout': {
        type: 'count',
        least: 0,
        placeholder: 'seconds',
        description: 'real time after which a single run is said never to come back; 0 for no limit',
        defaultText: '30',
      },
      reporter: {
        type: 'list',
        of: reporterNames,
        placeholder: 'a,b',
        description: `what to write: ${reporterNames.join(', ')}`,
        defaultText: 'default,json,html',
      },
      'output-dir': {
        type: 'text',
        placeholder: 'dir',
        description: 'where report files go',
        defaultText: 'reports/out',
      },
    },
  },
  replay: {
    summary: 'run one interleaving again and show it step by step',
    usage: [
      'replay <token>',
      'replay <scenario> <variant> --seed <seed of a run>',
      'replay <report.json>#<k>',
      'replay --last',
    ],
    options: {
      seed: {
        type: 'text',
        placeholder: 'seed',
        description: 'seed of one run, as findings print it: 1.0.walk.37',
      },
      last: { type: 'flag', description: 'the first unexpected, else the first failure of the last report' },
      'output-dir': {
        type: 'text',
        placeholder: 'dir',
        description: 'where --last looks for report.json',
        defaultText: 'reports/out',
      },
      full: { type: 'flag', description: 'show every step, however many' },
    },
  },
  list: {
    summary: 'show scenarios, variants, and what is expected of them',
    usage: ['list [filter…] [--json]', 'list --kinds'],
    options: {
      json: { type: 'flag', description: 'as JSON' },
      kinds: { type: 'flag', description: 'the kinds of findings, and what each means' },
    },
  },
} as const satisfies Record<string, CommandSpec>;

export type CommandName = keyof typeof commands;

export const commandNames = Object.keys(commands) as CommandName[];

/** What parsing yields for an option of a kind. */
type ValueOf<S extends OptionKind> = S extends { type: 'flag' }
  ? boolean
  : S extends { type: 'count' }
    ? number
    : S extends { type: 'seed' }
      ? number | 'random'
      : S extends { type: 'list' }
        ? readonly string[]
        : string;

/** Values of the options that were given. */
export type Values<T extends CommandSpec['options']> = { readonly [K in keyof T]?: ValueOf<T[K]> };

export type CommonOptions = Values<typeof commonOptions>;

export type OptionsOf<C extends CommandName> = Values<(typeof commands)[C]['options']> & CommonOptions;
