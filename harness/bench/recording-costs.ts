import { promptPicker } from '../core/picker.ts';
import { canRecord } from '../footprint/loader/can-record.ts';
import { leanRecorder, reduce } from '../explore/reduced/reduce.ts';
import { RunRecording } from '../footprint/recording/run-recording.ts';
import { recordingRuntime } from '../footprint/recording/runtime.ts';
import type { Program } from '../program/program.ts';
import type { Case } from './cases/case.ts';
import { everyRun } from './peers/every-run.ts';
import { programOfCase } from './peers/heddle.ts';

/** What runs of code cost that is as its author wrote it, microseconds of CPU time for one. */
export interface PlainCost {
  readonly name: string;
  /** The prompt run. */
  readonly plain: number;
  /** A run of a complete enumeration. */
  readonly all: number;
}

/** The same where code is instrumented. */
export interface RecordedCost {
  readonly name: string;
  /** The prompt run, which nobody records. */
  readonly off: number;
  /** Recorded as it is for reduction: which locations each step reads and writes. */
  readonly lean: number;
  /** Recorded as it is for a cause in data: every access, with its place and value, and a trace. */
  readonly full: number;
  /** A run of a reduced enumeration, those among them that are left before their end. */
  readonly reduced: number;
}

/** How long is measured. */
export interface RecordingBudget {
  /** Of which the fastest counts. */
  readonly rounds: number;
  /** Recorded runs of each kind in a round; of the others `UNRECORDED` times as many. */
  readonly runs: number;
}

/** A recorded run costs as much as so many others, or more. */
const UNRECORDED = 10;

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const cpuUsage = process.cpuUsage.bind(process);

/** Something that is done over and over. */
interface Work {
  readonly once: () => unknown;
  /** In a round. */
  readonly times: number;
}

/** Where code is instrumented, that of the whole process is. */
export function measureCost(one: Case, budget: RecordingBudget): Promise<PlainCost | RecordedCost> {
  return canRecord() ? recordedCost(one, budget) : plainCost(one, budget);
}

async function plainCost(one: Case, { rounds, runs }: RecordingBudget): Promise<PlainCost> {
  const { name, usual } = one;
  const program = programOfCase(one);
  const times = runs * UNRECORDED;
  const works = {
    plain: { times, once: () => program.run(usual, promptPicker) },
    all: { times, once: endless(() => everyRun(program, (picker) => program.run(usual, picker))) },
  };
  return { name, ...(await leastOf(program, works, rounds)) };
}

async function recordedCost(one: Case, { rounds, runs }: RecordingBudget): Promise<RecordedCost> {
  const { name, usual } = one;
  const program = programOfCase(one);
  const runtime = recordingRuntime();
  const recorder = leanRecorder(runtime);
  const recording = new RunRecording(program, usual, () => promptPicker, runtime);
  const lean = (): unknown => recorder.record((watch) => program.run(usual, watch(promptPicker)));
  const works = {
    off: { times: runs * UNRECORDED, once: () => program.run(usual, promptPicker) },
    lean: { times: runs, once: lean },
    full: { times: runs, once: () => recording.footprints() },
    reduced: { times: runs, once: endless(() => reduce(program, usual, leanRecorder(runtime))) },
  };
  return { name, ...(await leastOf(program, works, rounds)) };
}

/** Microseconds of CPU time for one of each kind. They take turns, so that whatever else the machine does hits all. */
async function leastOf<K extends string>(
  program: Program,
  works: Readonly<Record<K, Work>>,
  rounds: number,
): Promise<Record<K, number>> {
  const kinds = Object.keys(works) as K[];
  const least = Object.fromEntries(kinds.map((kind) => [kind, Infinity])) as Record<K, number>;
  for (let round = 0; round < rounds; round++) {
    for (const kind of kinds)
      least[kind] = Math.min(least[kind], await program.inSlice(() => microsecondsOf(works[kind])));
  }
  return least;
}

function microsecondsOf({ once, times }: Work): number {
  const begin = cpuUsage();
  for (let time = 0; time < times; time++) once();
  const { user, system } = cpuUsage(begin);
  return (user + system) / times;
}

/** Begins anew where there is nothing left. */
function endless(begin: () => Iterator<unknown>): () => void {
  let runs = begin();
  return () => {
    if (runs.next().done === true) runs = begin();
  };
}
