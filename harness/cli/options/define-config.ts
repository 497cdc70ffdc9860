import type { OptionKind } from './option-kinds.ts';
import type { commands } from './options.ts';

type OptionTable = typeof commands.run.options;

type CamelCase<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : S;

/** How a config file writes an option of a kind. */
type Written<S extends OptionKind> = S extends { type: 'flag' }
  ? boolean
  : S extends { type: 'count'; bare: number }
    ? boolean | number
    : S extends { type: 'count' }
      ? number
      : S extends { type: 'seed' }
        ? number | 'random'
        : S extends { type: 'duration' }
          ? number | string
          : S extends { type: 'choice'; of: readonly (infer C)[] }
            ? C
            : S extends { type: 'list'; of: readonly (infer C)[] }
              ? readonly C[]
              : S extends { type: 'text'; numeric: true }
                ? number | string
                : string;

/**
 * What `heddle.config.ts` may set: the options of `heddle run` that hold for every call, in camel case, such as
 * `{ runs: 5_000, timeLimit: '5m', reporter: ['default', 'junit'] }`. The command line wins over it.
 */
export type HeddleConfig = {
  readonly [
    K in keyof OptionTable as OptionTable[K] extends { config: true } ? CamelCase<K> : never
  ]?: Written<OptionTable[K]>;
};

/** Declares the configuration of a package; `heddle.config.ts` exports it as default. Returns what it is given. */
export function defineConfig(config: HeddleConfig): HeddleConfig {
  return config;
}
