import { describeError } from '../core/describe-error.ts';
import type { Picker } from '../core/picker.ts';
import type { Footprints } from '../footprint/footprint.ts';
import { canRecord } from '../footprint/loader/can-record.ts';
import { recordRun } from '../footprint/recording/record-run.ts';
import { RunRecording } from '../footprint/recording/run-recording.ts';
import { recordingRuntime } from '../footprint/recording/runtime.ts';
import { ImportsError } from '../program/after-imports.ts';
import type { Program } from '../program/program.ts';
import { freezeWorkload } from '../program/workloads.ts';
import { Replayer } from '../schedule/replayer.ts';
import { hrtime } from '../core/real-time.ts';
import type { RunToRepeat } from './leaks.ts';

/** What a run read and wrote; or why that cannot be told, one clause. */
export type RunFootprints = { readonly footprints: Footprints } | { readonly reason: string };

/** Records runs, here or elsewhere; in the order of `runs`. */
export type RecordRuns = (runs: readonly RunToRepeat[]) => Promise<readonly RunFootprints[]>;

/** How often all are recorded at most to learn of them: what outlives runs is seen only where another touches it. */
const PASSES_MAX = 4;
/** Of one run: what a reader is told of comes from fewer. */
const STEPS_MAX = 3_000;
/** Of all recordings together: what is told does not depend on the machine as long as this comes first. */
const STEPS_IN_ALL_MAX = 40_000;
/** Real milliseconds for all of them. */
const MS_MAX = 20_000;

/** A run that is not recorded to its end. */
class Unrecorded extends Error {}

/** Records runs in this realm, whose code is instrumented. */
export function recordRuns(
  program: Program,
  runs: readonly RunToRepeat[],
): Promise<readonly RunFootprints[]> {
  const frozen = withWorkloads(program, runs);
  return program.inSlice(() => {
    const endsAt = hrtime() + BigInt(MS_MAX) * 1_000_000n;
    let stepsInAll = 0;
    const check = (steps: number): void => {
      stepsInAll += 1;
      if (stepsInAll > STEPS_IN_ALL_MAX)
        throw new Unrecorded(`all recordings together have more than ${STEPS_IN_ALL_MAX} steps`);
      if (steps > STEPS_MAX) throw new Unrecorded(`it has more than ${STEPS_MAX} steps`);
      if (hrtime() > endsAt) throw new Unrecorded(`recording takes more than ${MS_MAX / 1_000} s`);
    };
    const lessons = frozen.map((run) => new Lesson(program, run, check));
    for (let passes = 1; passes <= PASSES_MAX; passes++) {
      for (const lesson of lessons) if (lesson.isBehind) lesson.learn();
    }
    return lessons.map((lesson) => lesson.recorded());
  });
}

/** Runs of one workload share it: else each would show anew that it outlives them. */
function withWorkloads(program: Program, runs: readonly RunToRepeat[]): readonly RunToRepeat[] {
  const workloads = new Map<string, unknown>();
  return runs.map((run) => {
    const text = JSON.stringify(run.workload);
    const workload = workloads.get(text) ?? freezeWorkload(program.id, run.workload);
    workloads.set(text, workload);
    return { ...run, workload };
  });
}

/** Records runs where they are explored; undefined where the code under test is not instrumented. */
export function recorderInPlace(program: Program): RecordRuns | undefined {
  return canRecord() ? (runs) => recordRuns(program, runs) : undefined;
}

/** A run, what is learned of it before it is recorded as it will be told. */
class Lesson {
  readonly #record: () => ReturnType<typeof recordRun>;
  readonly #recording: RunRecording;
  /** What was known when it was recorded last. */
  #learned: number | undefined;
  /** As it was recorded last; or why it was not. */
  #known: { readonly fingerprint: number } | { readonly reason: string } | undefined;

  /** @param check asked at each step of each recording, with its number */
  constructor(program: Program, { workload, schedule }: RunToRepeat, check: (step: number) => void) {
    const runtime = recordingRuntime();
    const picker = (): Picker => checked(new Replayer(schedule), check);
    this.#recording = new RunRecording(program, workload, picker, runtime);
    this.#record = () => recordRun(program, workload, picker, runtime);
  }

  /** Whether it or another has shown since that its recording says too little. */
  get isBehind(): boolean {
    if (this.#known !== undefined && 'reason' in this.#known) return false;
    return this.#learned !== this.#recording.learned;
  }

  learn(): void {
    this.#learned = this.#recording.learned;
    this.#known = attempted(() => ({ fingerprint: this.#recording.fingerprint() }));
  }

  /** What it was found to be, twice; where the second time was another, until it is the same. */
  recorded(): RunFootprints {
    const known = this.#known;
    if (known === undefined || 'reason' in known) return known ?? { reason: 'nobody has recorded it' };
    return attempted((): RunFootprints => {
      const footprints = this.#recording.footprints();
      if (this.#recording.recorded(footprints.digest) === known.fingerprint) return { footprints };
      const { footprints: stable, unstable } = this.#record();
      return unstable === undefined ? { footprints: stable } : { reason: unstable };
    });
  }
}

function attempted<T>(record: () => T): T | { readonly reason: string } {
  try {
    return record();
  } catch (error) {
    if (error instanceof ImportsError) throw error;
    return { reason: error instanceof Unrecorded ? error.message : describeError(error) };
  }
}

function checked(picker: Picker, check: (step: number) => void): Picker {
  return {
    pick(point) {
      check(point.delivered.length + 1);
      return picker.pick(point);
    },
  };
}
