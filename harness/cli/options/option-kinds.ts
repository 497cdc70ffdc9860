/** What an option takes. */
export type OptionKind =
  | { readonly type: 'flag'; readonly negatable?: boolean }
  /** `numeric`: a config file may write it as a number too. */
  | { readonly type: 'text'; readonly numeric?: boolean }
  /** A whole number from `least` to `most`; `bare` is what the option means without a value, which then needs a "=". */
  | { readonly type: 'count'; readonly least: number; readonly most?: number; readonly bare?: number }
  | { readonly type: 'seed' }
  /** `30`, `30s`, `500ms`, `5m`, `1h`; yields milliseconds. */
  | { readonly type: 'duration' }
  /** `i/n`. */
  | { readonly type: 'shard' }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  | { readonly type: 'list'; readonly of: readonly string[] };

export type OptionSpec = OptionKind & {
  readonly short?: string;
  /** Stands for the value in the help text. */
  readonly placeholder?: string;
  readonly description: string;
  /** What the option does, as the help text and docs/cli.md say it. */
  readonly defaultText?: string;
  /** Whether heddle.config.ts may set it, in camel case. */
  readonly config?: boolean;
};

/** Part `index`, from 1, of `count` parts. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

export interface CommandSpec {
  readonly summary: string;
  /** How the command is called, one form a line, without the program's name. */
  readonly usage: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
}

/** What parsing yields for an option of a kind. */
type ValueOf<S extends OptionKind> = S extends { type: 'flag' }
  ? boolean
  : S extends { type: 'count' | 'duration' }
    ? number
    : S extends { type: 'seed' }
      ? number | 'random'
      : S extends { type: 'shard' }
        ? Shard
        : S extends { type: 'choice'; of: readonly (infer C)[] }
          ? C
          : S extends { type: 'list' }
            ? readonly string[]
            : string;

/** Values of the options that were given. */
export type Values<T extends CommandSpec['options']> = { readonly [K in keyof T]?: ValueOf<T[K]> };
