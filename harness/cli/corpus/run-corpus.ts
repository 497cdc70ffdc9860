import { notBack } from '../../workers/stuck.ts';
import { startWorkers, type Workers } from '../../workers/hosted-pool.ts';
import type { RunLimits } from '../../workers/pool.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import path from 'node:path';
import type { ScenarioResult } from '../../result.ts';
import type { Io } from '../process/console-io.ts';
import { firstLine } from '../project/load-code.ts';
import type { Project } from '../project/project.ts';
import type { Exploration } from '../project/select.ts';
import type { ReplayTask } from '../worker/worker.ts';
import { type CorpusOutcome, corpusOf, replayEntry, type ReplayToken } from './replay-corpus.ts';
import { withCorpus } from './with-corpus.ts';

/**
 * Runs the kept failures of what is to be explored, before anything is searched for.
 * @returns what adds its part of them to a result
 * @throws UsageError for a file that is damaged, or of a variant that there is no more
 */
export async function runCorpus(
  explorations: readonly Exploration[],
  project: Project,
  limits: RunLimits,
  io: Io,
): Promise<(result: ScenarioResult) => ScenarioResult> {
  const corpus = corpusOf(explorations, project.root);
  if (corpus.length === 0) return (result) => result;
  const pool = startWorkers(new URL('../worker/worker.js', import.meta.url), {
    size: 1,
    ...limits,
    signal: io.signal,
  });
  const outcomes: CorpusOutcome[] = [];
  try {
    for (const { exploration, entry } of corpus) {
      if (io.signal.aborted) break;
      outcomes.push(await replayEntry(exploration, entry, replayOn(pool, project)));
    }
  } finally {
    await pool.close();
  }
  return (result) =>
    withCorpus(
      result,
      outcomes.filter(({ entry }) => entry.scenario === result.scenario && entry.variant === result.variant),
    );
}

function replayOn(pool: Workers, project: Project): ReplayToken {
  return async ({ id, file, variant }, token) => {
    const { workload, schedule, digest, signature, checks, tool } = token;
    const task: ReplayTask = {
      project,
      file: { id, file: path.resolve(file) },
      target: {
        type: 'schedule',
        scenario: id,
        variant,
        workload,
        schedule,
        expected: { digest, signature, checks },
        tool,
      },
    };
    try {
      const outcome = await pool.run<ReplayTask, ReplayResult>('replayTask', task);
      return 'stuck' in outcome ? `the run ${notBack(outcome.stuck)}` : outcome.value;
    } catch (error) {
      // An entry that cannot be run any more must not keep the others from running.
      return firstLine(error);
    }
  };
}
