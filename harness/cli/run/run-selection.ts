import type { ScenarioResult } from '../../result.ts';
import { unexplored } from '../../explore/scenario-result.ts';
import { type RanCorpus, runCorpus } from '../corpus/run-corpus.ts';
import type { Io } from '../process/console-io.ts';
import { debugging } from '../process/debugging.ts';
import { dataAsked, exploreOnPool } from './explore-on-pool.ts';
import { TimeShare, upToFailure } from './limits.ts';
import type { OptionsOf } from '../options/options.ts';
import { progressOn } from './progress.ts';
import type { Project } from '../project/project.ts';
import type { Threads } from '../worker/threads.ts';
import type { Exploration } from '../project/select.ts';
import { LiveExploration } from '../serve/live-exploration.ts';
import { serveLive } from '../serve/live-server.ts';
import type { Spool } from '../../files/spool.ts';

interface Selection {
  readonly results: readonly ScenarioResult[];
  /** Why less ran than was asked for, one sentence. */
  readonly stopped?: string;
}

const KEPT_ALONE = 'It was interrupted before it was explored: only its kept failures ran.';

type RunOptions = OptionsOf<'run'> & { readonly seed: number; readonly runs: number };

/**
 * Runs the corpus of what was selected, then explores it, within the limits of the command.
 * @param threads on which all runs; they are ended
 * @param spool where the steps of findings go
 */
export async function runSelection(
  chosen: readonly Exploration[],
  options: RunOptions,
  project: Project,
  threads: Threads,
  spool: Spool,
  io: Io,
): Promise<Selection> {
  const { runs, bail, 'time-limit': limitMs } = options;
  const total = chosen.filter(applies).length;
  const live = new LiveExploration(total);
  const server = options.serve === undefined ? undefined : await serveLive(options.serve, () => live.state);
  if (server !== undefined) io.err.write(`to be watched at ${server.url}\n`);
  const corpus = await runCorpus(chosen, project, { threads, spool, data: dataAsked(options) }, io);
  const time = limitMs === undefined ? undefined : new TimeShare(limitMs, chosen.length);
  let failures = 0;
  const progress = progressOn(io.err, total);
  try {
    const explored = await exploreOnPool(chosen, {
      ...options,
      threads,
      signal: io.signal,
      spool,
      inOrder: bail !== undefined || limitMs !== undefined,
      progress: {
        ...progress,
        begin(label) {
          live.begin(label);
          progress.begin(label);
        },
        finish(explored) {
          const result = corpus.addTo(explored);
          live.finish(result);
          progress.finish(result);
        },
        tell(explored) {
          const result = corpus.addTo(explored);
          if (!result.asExpected) failures += 1;
          progress.tell(result);
        },
      },
      onError: (error) => {
        if (debugging() && error instanceof Error) io.err.write(`${error.stack}\n`);
      },
      ...(bail !== undefined && { mayBegin: () => failures < bail }),
      ...(time !== undefined && { timeLimitMs: () => time.next() }),
    });
    const all = explored.map((result) => corpus.addTo(result));
    if (io.signal.aborted) return { results: withKeptAlone(all, chosen, corpus) };
    const cut = bail === undefined ? undefined : upToFailure(all, bail);
    const results = cut ?? all;
    const stopped =
      cut !== undefined && cut.length < chosen.length
        ? `--bail: ${cut.length} of ${chosen.length} scenarios × variants ran.`
        : outOfTime(results, chosen, runs, time);
    return { results, ...(stopped !== undefined && { stopped }) };
  } finally {
    progress.close();
    server?.close();
    await threads.pool.close();
  }
}

/** Whether there will be a verdict. */
function applies({ scenario, variant }: Exploration): boolean {
  return scenario.notApplicable?.[variant]?.['*'] === undefined;
}

/** With those that an interrupt kept from being explored, after their kept failures had run. */
function withKeptAlone(
  results: readonly ScenarioResult[],
  chosen: readonly Exploration[],
  corpus: RanCorpus,
): readonly ScenarioResult[] {
  return chosen.flatMap((exploration) => {
    const { id, scenario, variant } = exploration;
    const result = results.find((known) => known.scenario === id && known.variant === variant);
    if (result !== undefined) return [result];
    if (!corpus.has(exploration)) return [];
    return [corpus.addTo(unexplored({ id, scenario, variantId: variant }, KEPT_ALONE, 'unknown'))];
  });
}

function outOfTime(
  results: readonly ScenarioResult[],
  chosen: readonly Exploration[],
  runs: number,
  time: TimeShare | undefined,
): string | undefined {
  const short = results.filter(
    (result, at) =>
      time?.usedUp(at, result) === true && result.exploration.schedules < (chosen[at]?.scenario.runs ?? runs),
  );
  if (short.length === 0) return undefined;
  return `--time-limit: ${short.length} of ${chosen.length} scenarios × variants had fewer schedules than asked for.`;
}
