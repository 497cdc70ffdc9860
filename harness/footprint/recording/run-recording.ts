import type { Picker } from '../../core/picker.ts';
import { hashString } from '../../core/random.ts';
import type { Program } from '../../program/program.ts';
import { Tracer } from '../../trace/tracer.ts';
import type { Footprints } from '../footprint.ts';
import { footprintsOf } from './assemble.ts';
import { FootprintRecorder } from './recorder.ts';
import type { RecordingRuntime } from './sink.ts';

/** A trace that keeps no step is enough for its fingerprint. */
const NO_STEP = Infinity;

/** One run that is recorded several times. Only inside a slice of its program. */
export class RunRecording {
  readonly #program: Program;
  readonly #workload: unknown;
  readonly #picker: () => Picker;
  readonly #recorder: FootprintRecorder;
  /** Modules that it imports have to be seen once. */
  #isFirst = true;

  /**
   * @param picker makes the picker of the run, anew for each recording
   * @param runtime what instrumented code calls, where there is any
   */
  constructor(program: Program, workload: unknown, picker: () => Picker, runtime?: RecordingRuntime) {
    this.#program = program;
    this.#workload = workload;
    this.#picker = picker;
    this.#recorder = new FootprintRecorder(true, runtime);
  }

  /** Grows where recordings that were made before say too little. */
  get learned(): number {
    return this.#recorder.learned;
  }

  /** Records it. */
  footprints(): Footprints {
    return this.#record((run, digest) => footprintsOf(this.#recorder, run, digest));
  }

  /** Records it for what is learned of it, without values. Equal where the same was read and written. */
  fingerprint(): number {
    this.#recorder.values = false;
    try {
      return this.#record((_, digest) => this.recorded(digest));
    } finally {
      this.#recorder.values = true;
      this.#recorder.steps = [];
    }
  }

  /** What `fingerprint` would have said of the recording that was made last. */
  recorded(digest: string): number {
    return this.#recorder.steps.reduce(
      (hash, { fingerprint }) => Math.imul(hash, FACTOR) + fingerprint,
      hashString(digest),
    );
  }

  #record<T>(take: (run: Parameters<typeof footprintsOf>[1], digest: string) => T): T {
    const closely = this.#isFirst;
    this.#isFirst = false;
    return this.#recorder.record((watch) => {
      const tracer = new Tracer(NO_STEP);
      const picker = watch(this.#picker());
      const { run, digest } = this.#program.trace(this.#workload, picker, NO_STEP, tracer, closely);
      return take(run, digest);
    });
  }
}

/** Odd, so that no step before is lost: that of FNV. */
const FACTOR = 0x01000193;
