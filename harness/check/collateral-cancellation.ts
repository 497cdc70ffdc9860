import type { CheckResult } from '../core/finding.ts';
import { isCancellation } from '../core/is-cancellation.ts';
import { recording } from '../core/recording.ts';
import type { Sim, SpawnInfo } from '../core/sim.ts';
import type { TaskHandle } from '../core/task.ts';
import { held, listed, violated } from './check-result.ts';

export const cancellationKinds = {
  'collateral-cancellation': 'Cancelling one caller hurt another.',
} as const;

/** Knows who was cancelled by the schedule or by the scenario: give `spawn` to the system instead of `sim.spawn`. */
export class CancellationLog {
  readonly #sim: Sim;

  readonly #resource = recording.to?.nameFor('cancelled') ?? '';
  readonly #cancelled = new Set<string>();

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** Names of the tasks that were cancelled on purpose, so far. */
  get cancelled(): ReadonlySet<string> {
    recording.to?.read(this.#resource);
    return this.#cancelled;
  }

  /** Notes a cancellation that the scenario itself asks for. */
  note(name: string): void {
    recording.to?.commute(this.#resource);
    this.#cancelled.add(name);
  }

  /** `sim.spawn` that notes every cancellation by the schedule. */
  readonly spawn = <T>(info: SpawnInfo, body: () => Promise<T>): Promise<T> => {
    const cancel = (): void => {
      this.note(info.name);
      info.cancel();
    };
    return this.#sim.spawn({ name: info.name, daemon: info.daemon, cancel }, body);
  };
}

/** How to tell cancellations from other errors. */
export interface CancellationOptions {
  /** Which errors are cancellations, beside those named `Cancelled` or `AbortError`. Default: none. */
  readonly isCancellation?: (reason: unknown) => boolean;
}

/**
 * Nobody ended as cancelled whom nobody had cancelled: `no-collateral-cancellation`.
 * @param cancelled names of those who were. Default: those of `tasks` that the schedule cancelled
 */
export function noCollateralCancellation(
  tasks: Iterable<Pick<TaskHandle, 'name' | 'status' | 'reason'> & Partial<Pick<TaskHandle, 'wasCancelled'>>>,
  cancelled: ReadonlySet<string> = cancelledOf(tasks),
  options: CancellationOptions = {},
): CheckResult {
  let hurt: string[] | undefined;
  for (const { name, status, reason } of tasks) {
    if (cancelled.has(name)) continue;
    if (status === 'cancelled' || (status === 'rejected' && comesOfCancellation(reason, options)))
      (hurt ??= []).push(name);
  }
  if (hurt === undefined) return held('no-collateral-cancellation');
  const cause = cancelled.size === 0 ? 'nobody' : `only ${listed([...cancelled])}`;
  const message = `${listed(hurt)} ended as cancelled although ${cause} had been cancelled`;
  return violated('no-collateral-cancellation', 'collateral-cancellation', message);
}

function cancelledOf(
  tasks: Iterable<{ readonly name: string; readonly wasCancelled?: boolean }>,
): ReadonlySet<string> {
  return new Set([...tasks].filter((task) => task.wasCancelled === true).map(({ name }) => name));
}

/** Whether somebody else's cancellation is at the bottom of an error. */
function comesOfCancellation(reason: unknown, options: CancellationOptions): boolean {
  for (let error = reason; error instanceof Error; error = error.cause) {
    if (isCancellation(error) || options.isCancellation?.(error) === true) return true;
  }
  return false;
}
