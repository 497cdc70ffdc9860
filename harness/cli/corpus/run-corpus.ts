import { groupBy } from '../../../reports/matrix.ts';
import { notBack } from '../../workers/stuck.ts';
import type { Workers } from '../../workers/hosted-pool.ts';
import type { ReplayResult } from '../../replay/replay.ts';
import path from 'node:path';
import type { ScenarioResult } from '../../result.ts';
import { simulatesNode } from '../../scenario.ts';
import type { Io } from '../process/console-io.ts';
import { firstLine } from '../project/load-code.ts';
import type { Project } from '../project/project.ts';
import type { Exploration } from '../project/select.ts';
import type { Spool } from '../../files/spool.ts';
import { spooledFinding } from '../report/spooled.ts';
import type { Threads } from '../worker/threads.ts';
import type { ReplayTask } from '../worker/worker.ts';
import { type CorpusOutcome, replayEntry, type ReplayToken } from '../../corpus/replay-entry.ts';
import { corpusOf } from './corpus-of.ts';
import type { CorpusEntry } from '../../corpus/corpus-file.ts';
import type { DataAsked } from '../../explore/data-asked.ts';
import { expectationOf } from '../../expectation.ts';
import { withCorpus } from '../../corpus/with-corpus.ts';

interface CorpusOptions {
  /** Where they run. */
  readonly threads: Threads;
  /** Where the steps of findings go. */
  readonly spool: Spool;
  /** Of which failures the cause in data is looked for; of those that are expected only where it is all. */
  readonly data: DataAsked;
}

/** What became of the kept failures that were run. */
export interface RanCorpus {
  /** Whether any of this (scenario, variant) was. */
  has(exploration: Pick<Exploration, 'id' | 'variant'>): boolean;
  /** A result with its part of them. */
  addTo(result: ScenarioResult): ScenarioResult;
}

/**
 * Runs the kept failures of what is to be explored, before anything is searched for; those that ran before an interrupt.
 * @throws UsageError for a file that is damaged, or of a variant that there is no more
 */
export async function runCorpus(
  explorations: readonly Exploration[],
  project: Project,
  options: CorpusOptions,
  io: Io,
): Promise<RanCorpus> {
  const corpus = corpusOf(explorations, project.root);
  return ranCorpus(corpus.length === 0 ? [] : await outcomesOf(corpus, project, options, io));
}

function ranCorpus(outcomes: readonly CorpusOutcome[]): RanCorpus {
  const of = (id: string, other: string): readonly CorpusOutcome[] =>
    outcomes.filter(({ entry: { scenario, variant } }) => scenario === id && variant === other);
  return {
    has: ({ id, variant }) => of(id, variant).length > 0,
    addTo: (result) => withCorpus(result, of(result.scenario, result.variant)),
  };
}

type Kept = ReturnType<typeof corpusOf>[number];

async function outcomesOf(
  corpus: readonly Kept[],
  project: Project,
  { threads: { pool, count }, spool, data }: CorpusOptions,
  io: Io,
): Promise<readonly CorpusOutcome[]> {
  const outcomes: (CorpusOutcome | undefined)[] = [];
  const replay = async ({ exploration, entry }: Kept): Promise<CorpusOutcome> => {
    const isAsked = data === 'all' || (data === 'first' && !isExpected(exploration, entry));
    const outcome = await replayEntry(entry, replayOn(pool, project, exploration, isAsked));
    const finding = outcome.finding && spooledFinding(outcome.finding, spool);
    const isLeftOut = data !== 'none' && !isAsked;
    return { ...outcome, finding: finding && isLeftOut ? { ...finding, dataNotAsked: true } : finding };
  };
  // Those of one scenario on one thread: each has to load it.
  const scenarios = groupBy([...corpus.entries()], ([, { entry }]) => entry.scenario).values();
  const work = async (): Promise<void> => {
    for (const [, entries] of scenarios) {
      for (const [index, kept] of entries) {
        if (io.signal.aborted) return;
        outcomes[index] = await replay(kept);
      }
    }
  };
  await Promise.all(Array.from({ length: count }, work));
  return outcomes.filter((outcome) => outcome !== undefined);
}

function isExpected({ scenario, variant }: Exploration, { signature }: CorpusEntry): boolean {
  const [, invariant = ''] = signature.split('/');
  return expectationOf(scenario, variant, invariant) === 'violated';
}

/** @param data whether the cause is told in data, too, where it fails as it did */
function replayOn(
  pool: Workers,
  project: Project,
  { id, file, scenario, variant }: Exploration,
  data: boolean,
): ReplayToken {
  return async (token) => {
    const { workload, schedule, digest, signature, checks, tool } = token;
    const task: ReplayTask = {
      full: false,
      data,
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
      const outcome = await pool.run<ReplayTask, ReplayResult>('replayTask', task, simulatesNode(scenario));
      return 'stuck' in outcome ? `the run ${notBack(outcome.stuck)}` : outcome.value;
    } catch (error) {
      // An entry that cannot be run any more must not keep the others from running.
      return firstLine(error);
    }
  };
}
