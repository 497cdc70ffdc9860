import path from 'node:path';
import { describeError } from '../../core/describe-error.ts';
import { UsageError } from '../../core/usage-error.ts';
import type { ScenarioResult } from '../../result.ts';
import type { Detour, ExplorePlan } from '../../workers/explore-with-beacon.ts';
import { exploreAroundStuck } from '../../workers/explore-around-stuck.ts';
import type { Workers } from '../../workers/hosted-pool.ts';
import type { OptionsOf } from '../options/options.ts';
import { Agenda } from './agenda.ts';
import type { Progress } from './progress.ts';
import { findProject } from '../project/project.ts';
import { ResultList } from './result-list.ts';
import type { Exploration } from '../project/select.ts';
import { simulatesNode } from '../../scenario.ts';
import type { DataAsked } from '../../explore/data-asked.ts';
import { unexplored } from '../../explore/scenario-result.ts';
import type { Spool } from '../../files/spool.ts';
import { spooled } from '../report/spooled.ts';
import type { Threads } from '../worker/threads.ts';
import type { ExploreTask } from '../worker/worker.ts';

export interface ExploreOnPoolOptions extends Pick<
  OptionsOf<'run'>,
  'strategy' | 'virtual-time' | 'failures' | 'data' | 'all-data' | 'variant' | 'races'
> {
  /** Where they are explored. */
  readonly threads: Threads;
  readonly seed: number;
  /** Schedules for each scenario and variant, unless the scenario says otherwise. */
  readonly runs: number;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Where the steps of findings go. */
  readonly spool: Spool;
  /** Told of each error of the harness or of a scenario. */
  readonly onError: (error: unknown) => void;
  /** Whether they are begun in the order of the list: where an end may come that depends on it. Default false. */
  readonly inOrder?: boolean;
  /** Asked before each exploration. Default: yes. */
  readonly mayBegin?: () => boolean;
  /** Asked before each exploration: its share of the real milliseconds if the explorations were made one after the other. */
  readonly timeLimitMs?: () => number;
}

/**
 * Explores on worker threads, each one (scenario, variant) at a time, and gives the results in the order of the list.
 * When the signal aborts, what was begun by then is the result.
 * @throws UsageError for a scenario that cannot be run as it is
 */
export async function exploreOnPool(
  explorations: readonly Exploration[],
  options: ExploreOnPoolOptions,
): Promise<readonly ScenarioResult[]> {
  const { progress, signal, spool } = options;
  const { pool } = options.threads;
  const workers = Math.min(options.threads.count, explorations.length);
  const results = new ResultList((result) => progress.tell(result));
  pool.onLook = () => progress.advance(pool.share);
  const agenda = new Agenda(explorations);
  let begun = 0;
  const mayBegin = (): boolean =>
    begun < explorations.length && !signal.aborted && options.mayBegin?.() !== false;
  // Who has an answer asks again at once, and has the same thread, which is the only one without work.
  const work = async (worker: number): Promise<void> => {
    while (mayBegin()) {
      const index = options.inOrder === true ? begun : agenda.next(worker);
      if (index === undefined) return;
      const atOnce = Math.min(workers, explorations.length - begun);
      begun += 1;
      const exploration = explorations[index] as Exploration;
      progress.begin(`${exploration.id} · ${exploration.variant}`);
      const result = await resultOnPool(pool, exploration, planOf(options, atOnce), options.onError);
      progress.finish(result);
      results.add(index, spooled(result, spool));
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  return results.inOrder;
}

/** @param atOnce how many explorations share the same real time */
function planOf(options: ExploreOnPoolOptions, atOnce: number): ExplorePlan {
  const { seed, runs, strategy, failures, races, 'virtual-time': virtualLimitMs, timeLimitMs } = options;
  return {
    seed,
    runs,
    ...(strategy !== undefined && { strategies: strategy }),
    ...(failures !== undefined && { failuresMax: failures }),
    data: dataAsked(options),
    ...(races === true && { races }),
    ...(virtualLimitMs !== undefined && { virtualLimitMs }),
    ...(timeLimitMs !== undefined && { timeLimitMs: timeLimitMs() * atOnce }),
  };
}

/** Who looks at one variant, or has named what is to be told, is told all of it. */
export function dataAsked({
  data,
  'all-data': all,
  variant,
}: Pick<ExploreOnPoolOptions, 'data' | 'all-data' | 'variant'>): DataAsked {
  if (data === false) return 'none';
  return all === true || variant !== undefined ? 'all' : 'first';
}

/** The result of one exploration, whatever becomes of it: an error is a result, too. */
async function resultOnPool(
  pool: Workers,
  { id, file, scenario, variant }: Exploration,
  plan: ExplorePlan,
  onError: (error: unknown) => void,
): Promise<ScenarioResult> {
  const source = { project: findProject(process.cwd()), file: { id, file: path.resolve(file) } };
  const ask = (detour: Detour) =>
    pool.run<ExploreTask, ScenarioResult>(
      'exploreTask',
      { ...source, variant, plan, detour },
      simulatesNode(scenario),
    );
  try {
    return await exploreAroundStuck(ask, `${id} ${variant}`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    onError(error);
    return unexplored({ id, scenario, variantId: variant }, describeError(error));
  }
}
