import type { RunLimits } from '../../workers/pool.ts';
import type { OptionsOf } from '../options/options.ts';

/** What a run may take, as the options say it. */
export function runLimits(options: Pick<OptionsOf<'replay'>, 'run-timeout' | 'worker-memory'>): RunLimits {
  return { runLimitSeconds: options['run-timeout'], workerMemoryMb: options['worker-memory'] };
}
