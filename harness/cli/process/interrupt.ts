import { constants } from 'node:os';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { leave } from './leave.ts';

/** What asks a command to end: the keyboard, CI systems and Kubernetes, a closed terminal, and the keyboard again. */
const codes = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
  SIGQUIT: exitCodes.quit,
} as const satisfies Partial<Record<keyof typeof constants.signals, ExitCode>>;

/** Turns signals of the system into one that a command can ask. */
export class Interrupt {
  readonly #controller = new AbortController();
  #heeded = false;

  /** Aborted by the first signal of the system. */
  readonly signal: AbortSignal = this.#controller.signal;

  /**
   * From here on the first signal asks the command to write what it has, and the second ends the process at once.
   * Before, each ends it at once, as the system does by itself: so nothing is stuck where loading a scenario never ends.
   */
  heed(): void {
    if (this.#heeded) return;
    this.#heeded = true;
    for (const [name, code] of Object.entries(codes)) {
      process.on(name, () => {
        if (this.signal.aborted) leave(code);
        this.#controller.abort(code);
      });
    }
  }

  /**
   * Asks the command to write what it has, because the harness has failed, and to end with this code.
   * @returns false where it does not heed that, or was asked to end before
   */
  fail(code: ExitCode): boolean {
    if (!this.#heeded || this.signal.aborted) return false;
    this.#controller.abort(code);
    return true;
  }

  /** What a command ends with that says `code`: where it was interrupted, by what. */
  codeFor(code: ExitCode): ExitCode {
    const interrupted = code === exitCodes.interrupted && this.signal.aborted;
    return interrupted ? (this.signal.reason as ExitCode) : code;
  }
}
