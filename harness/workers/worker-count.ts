import { availableParallelism } from 'node:os';
import { UsageError } from '../core/usage-error.ts';

/**
 * How many worker threads to make.
 * @param asked a number from 1 up, or a share of the cores from 1% to 100%; by default all cores
 * @param tasks there are no more threads than tasks; there is at least one
 * @throws UsageError where `asked` is something else
 */
export function workerCount(
  asked: string | undefined,
  tasks: number,
  cores: number = availableParallelism(),
): number {
  return Math.max(1, Math.min(wanted(asked, cores), tasks));
}

function wanted(asked: string | undefined, cores: number): number {
  if (asked === undefined) return cores;
  const [, digits = '', percent] = /^(\d{1,4})(%)?$/.exec(asked) ?? [];
  const number = digits === '' ? 0 : Number(digits);
  if (number < 1 || (percent !== undefined && number > 100)) {
    throw new UsageError(
      `--workers takes a whole number from 1 up, or a share of the cores from 1% to 100%, but "${asked}" was given.`,
    );
  }
  return percent === undefined ? number : Math.floor((cores * number) / 100);
}
