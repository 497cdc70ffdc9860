import type { Picker } from '../../core/picker.ts';
import type { Program } from '../../program/program.ts';
import type { Footprints } from '../footprint.ts';
import { differenceOf } from './difference.ts';
import { RunRecording } from './run-recording.ts';
import type { RecordingRuntime } from './sink.ts';

/** Recordings before which nothing new may be learned: each may show that those before said too little. */
const ATTEMPTS_MAX = 8;

/** A recorded run, and whether it can be relied upon. */
export interface RecordedRun {
  readonly footprints: Footprints;
  /** The first thing that was not the same when the run was recorded again, in one clause. */
  readonly unstable?: string;
}

/**
 * What each step of a run reads and writes. It is recorded until two recordings in a row are equal, since the first runs
 * show which objects outlive runs; where two differ of which neither learned anything, it is unstable. Only inside a
 * slice of the program.
 * @param picker makes the picker of the run, anew for each recording
 * @param runtime what instrumented code calls, where there is any
 */
export function recordRun(
  program: Program,
  workload: unknown,
  picker: () => Picker,
  runtime?: RecordingRuntime,
): RecordedRun {
  const recording = new RunRecording(program, workload, picker, runtime);
  const record = (): Footprints => recording.footprints();
  let footprints = record();
  let unstable: string | undefined;
  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
    const { learned } = recording;
    const again = record();
    unstable = differenceOf(footprints, again);
    footprints = again;
    if (unstable === undefined) return { footprints };
    // The second shows what the first has left behind.
    if (attempt > 1 && recording.learned === learned) break;
  }
  return { footprints, ...(unstable !== undefined && { unstable }) };
}
