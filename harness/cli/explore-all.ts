import { UsageError } from '../core/usage-error.ts';
import { explore } from '../explore/explore.ts';
import type { ScenarioResult } from '../result.ts';
import type { Progress } from './progress.ts';
import type { Exploration } from './select.ts';
import { unexplored } from './unexplored.ts';

export interface ExploreAllOptions {
  readonly seed: number;
  /** Schedules for each scenario and variant, unless the scenario says otherwise. */
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Told of each error of the harness or of a scenario. */
  readonly onError: (error: unknown) => void;
}

/** Explores one after the other; when the signal aborts, what is finished by then is the result. */
export async function exploreAll(
  explorations: readonly Exploration[],
  options: ExploreAllOptions,
): Promise<readonly ScenarioResult[]> {
  const results: ScenarioResult[] = [];
  for (const [index, exploration] of explorations.entries()) {
    if (options.signal.aborted) break;
    options.progress.begin(index, `${exploration.id} · ${exploration.variant}`);
    const result = await exploreOne(exploration, options);
    options.progress.end(result);
    results.push(result);
  }
  return results;
}

async function exploreOne(exploration: Exploration, options: ExploreAllOptions): Promise<ScenarioResult> {
  const { id, scenario, variant } = exploration;
  try {
    return await explore(id, scenario, variant, {
      seed: options.seed,
      runs: options.runs,
      signal: options.signal,
      onProgress: (done, total) => options.progress.advance(done, total),
    });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    options.onError(error);
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return unexplored(id, scenario, variant, message);
  }
}
