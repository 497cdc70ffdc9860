import { type Event, labelOf } from './event.ts';
import type { Run } from './run.ts';

/** What part of the step bound daemons may take after all others. */
const STEPS_SHARE = 0.1;
/** And how many steps for each one of others before: what was done there may have left them work. */
const STEPS_PER_STEP = 4;

/**
 * Tells daemons that go round by operations from those that still have work, where all foreground tasks have settled:
 * nothing but daemons' steps comes, time passes, simulated state stays as it is, and for the second half of so many
 * steps there is no event that was not in the first, too.
 */
export class DaemonsAlone {
  readonly #run: Run;
  #stepsMax: number | undefined = undefined;
  #since = -1;
  #revision = 0;
  #ms = 0;

  constructor(run: Run) {
    this.#run = run;
  }

  /** To be told where others are at work. */
  end(): void {
    this.#since = -1;
  }

  /** To be asked before each delivery, where all foreground tasks have settled. */
  goRound(): boolean {
    const { step, revision } = this.#run;
    this.#stepsMax ??= stepsAllowed(this.#run);
    if (this.#since >= 0 && revision === this.#revision) {
      if (step - this.#since < this.#stepsMax) return false;
      if (this.#ms !== msOf(this.#run) && isOfDaemons(this.#run.pending.events) && this.#repeat())
        return true;
    }
    this.#since = step;
    this.#revision = revision;
    this.#ms = msOf(this.#run);
    return false;
  }

  #repeat(): boolean {
    const since = this.#run.delivered.slice(this.#since);
    const half = since.length >> 1;
    const known = new Set(since.slice(0, half).map(nameOf));
    return since.every((event, i) => event.task.daemon && (i < half || known.has(nameOf(event))));
  }
}

function stepsAllowed({ delivered, limits }: Run): number {
  const others = delivered.filter(({ task }) => !task.daemon).length;
  return Math.max(Math.trunc(limits.maxSteps * STEPS_SHARE), others * STEPS_PER_STEP);
}

/** Whether what keeps the run going are operations of daemons alone. */
export function isOfDaemons(pending: readonly Event[]): boolean {
  return !pending.some(({ live, task }) => live && !task.daemon);
}

function msOf({ nowMs, idleMs }: Run): number {
  return nowMs - idleMs;
}

function nameOf(event: Event): string {
  return `${event.task.name}: ${labelOf(event)}`;
}
