/** V8 looks both up: the one where an error is made, the other where its stack is read for the first time. */
const settings: { stackTraceLimit: number; prepareStackTrace?: unknown } = Error;

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
  readonly #original = Object.getOwnPropertyDescriptor(settings, 'prepareStackTrace');
  #formatter: unknown = settings.prepareStackTrace;
  #isFrameless = false;
  #wasLookedAt = false;
  readonly #watched = {
    get: (): unknown => {
      this.#wasLookedAt = true;
      return this.#formatter;
    },
    set: (formatter: unknown): void => {
      this.#wasLookedAt = true;
      this.#formatter = formatter;
    },
    configurable: true,
    enumerable: false,
  };

  constructor() {
    Object.defineProperty(settings, 'prepareStackTrace', this.#watched);
  }

  /** @param isFrameless errors get no frames */
  beginRun(isFrameless: boolean): void {
    this.#wasLookedAt = false;
    if (isFrameless === this.#isFrameless) return;
    this.#isFrameless = isFrameless;
    settings.stackTraceLimit = this.#runLimit;
  }

  /** Whether code may have seen that errors had no frames. */
  endRun(): boolean {
    let wasLookedAt = this.#wasLookedAt;
    if (settings.stackTraceLimit !== this.#runLimit) {
      wasLookedAt = true;
      settings.stackTraceLimit = this.#runLimit;
    }
    if (wasLookedAt) {
      this.#formatter = this.#original?.value;
      Object.defineProperty(settings, 'prepareStackTrace', this.#watched);
    }
    return wasLookedAt && this.#isFrameless;
  }

  release(): void {
    settings.stackTraceLimit = this.#limit;
    if (this.#original === undefined) delete settings.prepareStackTrace;
    else Object.defineProperty(settings, 'prepareStackTrace', this.#original);
  }

  get #runLimit(): number {
    return this.#isFrameless ? 0 : this.#limit;
  }
}
