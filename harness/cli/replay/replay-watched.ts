import type { ReplayResult } from '../../replay/replay.ts';
import { Workers } from '../../workers/hosted-pool.ts';
import type { JobOutcome, RunLimits } from '../../workers/pool.ts';
import type { Io } from '../process/console-io.ts';
import type { Project } from '../project/project.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import type { ScenarioFile } from '../project/scenario-files.ts';
import type { ReplayTask } from '../worker/worker.ts';

/** A run takes milliseconds: after that many seconds the reader is told what is waited for. */
const SILENT_SECONDS = 2;

export interface ReplaySource {
  readonly project: Project;
  readonly file: ScenarioFile;
  readonly simulatesNode: boolean;
}

/** Replays on a worker thread, so that a run that never comes back can be ended. */
export async function replayWatched(
  { simulatesNode, ...source }: ReplaySource,
  target: ReplayTarget,
  { full, data, ...limits }: RunLimits & Pick<ReplayTask, 'full' | 'data'>,
  io: Io,
): Promise<JobOutcome<ReplayResult>> {
  let told = false;
  const pool = new Workers(new URL('../worker/worker.js', import.meta.url), {
    size: 1,
    ...limits,
  });
  pool.onLook = () => {
    if (told || pool.waitedSeconds < SILENT_SECONDS) return;
    told = true;
    io.err.write(`The run of ${target.scenario} · ${target.variant} has not come back yet; waiting.\n`);
  };
  try {
    const task = { ...source, target, full, data };
    return await pool.run<ReplayTask, ReplayResult>('replayTask', task, simulatesNode);
  } finally {
    await pool.close();
  }
}
