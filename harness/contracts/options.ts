import { parseArgs } from 'node:util';
import { UsageError } from '../core/usage-error.ts';

export interface ContractOptions {
  readonly seed: number;
  /** Histories drawn at random, for each service. */
  readonly random: number;
  /** Only these services; all where it is empty. */
  readonly services: readonly string[];
  /** Whether the answers of the real services to the histories written by hand are written down anew. */
  readonly record: boolean;
}

const usage = `Usage: npm run contracts -- [--service name]… [--random n] [--seed n] [--record]
  --service name  only that service; may be given several times
  --random n      histories drawn at random, for each service; default 50
  --seed n        default 1
  --record        writes down what the real services answer, for tests without them`;

/** @throws UsageError for what is not an option, numbers that are none, and services that there are not */
export function parseOptions(args: readonly string[], services: readonly string[]): ContractOptions {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        service: { type: 'string', multiple: true },
        random: { type: 'string' },
        seed: { type: 'string' },
        record: { type: 'boolean' },
      },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
  for (const name of values.service ?? [])
    if (!services.includes(name))
      throw new UsageError(`There is no service "${name}"; there are ${services.join(', ')}.`);
  return {
    seed: wholeNumber('seed', values.seed ?? '1'),
    random: wholeNumber('random', values.random ?? '50'),
    services: values.service ?? [],
    record: values.record === true,
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number from 0 to 999999999, not "${text}".\n${usage}`);
}
