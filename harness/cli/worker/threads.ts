import { Workers } from '../../workers/hosted-pool.ts';
import { workerCount } from '../../workers/worker-count.ts';
import type { OptionsOf } from '../options/options.ts';
import type { Io } from '../process/console-io.ts';
import { runLimits } from './run-limits.ts';

/** The worker threads of a command: its kept failures run there, then what it explores. */
export interface Threads {
  readonly pool: Workers;
  /** How many there are. */
  readonly count: number;
}

type Options = Pick<OptionsOf<'run'>, 'workers' | 'run-timeout' | 'worker-memory'>;

/**
 * Threads that start with the first task.
 * @param tasks there are no more threads than tasks
 * @throws UsageError for a wrong number of workers
 */
export function threadsFor(tasks: number, options: Options, { signal }: Pick<Io, 'signal'>): Threads {
  const count = workerCount(options.workers, tasks);
  const pool = new Workers(new URL('./worker.js', import.meta.url), {
    size: count,
    ...runLimits(options),
    signal,
  });
  return { pool, count };
}

/**
 * Threads that start at once, while the command loads scenarios: that takes as long. Undefined where it is not known yet
 * how many there will be work for.
 * @param files of scenarios, in each of which is a task or more
 * @throws UsageError for a wrong number of workers
 */
export function earlyThreads(files: number, options: Options, io: Pick<Io, 'signal'>): Threads | undefined {
  const threads = threadsFor(Infinity, options, io);
  if (files < threads.count) return undefined;
  threads.pool.start();
  return threads;
}
