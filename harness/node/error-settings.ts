/** V8 looks both up: the one where an error is made, the other where its stack is read for the first time. */
const settings: { stackTraceLimit: number; prepareStackTrace?: unknown } = Error;

/**
 * `Error.prepareStackTrace`, watched: what was put there, and whether anybody has read or set it. An accessor, put in place
 * by the first slice and left there, where between slices nobody can tell it from the property that it stands for: to
 * change the shape of `Error` throws away all compiled code that makes errors or asks `instanceof` of a class of them.
 */
const formatter = {
  value: undefined as unknown,
  wasLookedAt: false,
  get: (): unknown => {
    formatter.wasLookedAt = true;
    return formatter.value;
  },
  set: (value: unknown): void => {
    formatter.wasLookedAt = true;
    formatter.value = value;
  },
};

function watchFormatter(): void {
  const own = Object.getOwnPropertyDescriptor(settings, 'prepareStackTrace');
  if (own?.get === formatter.get) return;
  formatter.value = settings.prepareStackTrace;
  const { get, set } = formatter;
  const enumerable = own?.enumerable ?? false;
  Object.defineProperty(settings, 'prepareStackTrace', { get, set, configurable: true, enumerable });
}

/**
 * What errors are made with, `Error.stackTraceLimit` and `Error.prepareStackTrace`. Code under test sees and sets them as
 * it does elsewhere, and what a run has set is undone before the next.
 *
 * Frames are most of what an error costs (3 µs of 4), and next to no code looks at them: a run may go without, if it can
 * be made again where it turns out that code did look. That shows in `prepareStackTrace`, which Node asks for when a
 * stack is first read, and in a limit that was changed. (Code that reads the limit and no stack sees 0.)
 */
export class ErrorSettings {
  readonly #limit = settings.stackTraceLimit;
  readonly #formatter: unknown;
  #isFrameless = false;

  constructor() {
    watchFormatter();
    this.#formatter = formatter.value;
  }

  /** @param isFrameless errors get no frames */
  beginRun(isFrameless: boolean): void {
    formatter.wasLookedAt = false;
    if (isFrameless === this.#isFrameless) return;
    this.#isFrameless = isFrameless;
    settings.stackTraceLimit = this.#runLimit;
  }

  /** Whether code may have seen that errors had no frames. */
  endRun(): boolean {
    let { wasLookedAt } = formatter;
    if (settings.stackTraceLimit !== this.#runLimit) {
      wasLookedAt = true;
      settings.stackTraceLimit = this.#runLimit;
    }
    if (wasLookedAt) this.#resetFormatter();
    return wasLookedAt && this.#isFrameless;
  }

  release(): void {
    settings.stackTraceLimit = this.#limit;
    this.#resetFormatter();
  }

  #resetFormatter(): void {
    watchFormatter();
    formatter.value = this.#formatter;
  }

  get #runLimit(): number {
    return this.#isFrameless ? 0 : this.#limit;
  }
}
