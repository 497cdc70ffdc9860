import { parseArgs } from 'node:util';
import { UsageError } from '../../harness/core/usage-error.ts';

export interface CoverageOptions {
  /** Schedules of each story, and runs up to equivalent orders again. */
  readonly runs: number;
  /** Real time for each of the two, as `--time-limit` takes it. */
  readonly timeLimit: string;
  /** Only stories whose id contains it; then the table is printed, and no page is written. */
  readonly only: string | undefined;
  /** Stories at a time. */
  readonly jobs: number;
}

const usage = `Usage: npm run coverage -- [--runs n] [--time-limit time] [--only text] [--jobs n]
  --runs n           schedules of each story, default 20000
  --time-limit time  for all schedules of one story, and again for those up to equivalent orders; default 60s
  --only text        only stories whose id contains the text; prints the table, and leaves the page as it is
  --jobs n           stories at a time, default 1`;

/** @throws UsageError for what is not an option, and for numbers that are none */
export function parseOptions(args: readonly string[]): CoverageOptions {
  const text = { type: 'string' } as const;
  let values;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { runs: text, 'time-limit': text, only: text, jobs: text },
    }));
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${usage}`);
  }
  return {
    runs: wholeNumber('runs', values.runs ?? '20000'),
    timeLimit: values['time-limit'] ?? '60s',
    only: values.only,
    jobs: wholeNumber('jobs', values.jobs ?? '1'),
  };
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`--${name} takes a whole number from 1 to 999999999, not "${text}".\n${usage}`);
}
