import type { CheckResult } from '../core/finding.ts';
import { isCancellation } from '../core/is-cancellation.ts';
import type { Sim, SpawnInfo } from '../core/sim.ts';
import type { TaskHandle } from '../core/task.ts';
import { held, listed, violated } from './check-result.ts';

export const cancellationKinds = {
  'collateral-cancellation': 'Cancelling one caller hurt another.',
} as const;

/** Knows who was cancelled by the schedule or by the scenario: give `spawn` to the system instead of `sim.spawn`. */
export class CancellationLog {
  /** Names of the tasks that were cancelled on purpose, so far. */
  readonly cancelled = new Set<string>();
  readonly #sim: Sim;

  constructor(sim: Sim) {
    this.#sim = sim;
  }

  /** Notes a cancellation that the scenario itself asks for. */
  note(name: string): void {
    this.cancelled.add(name);
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

/** Nobody ended as cancelled whom nobody had cancelled: `no-collateral-cancellation`. */
export function noCollateralCancellation(
  tasks: Iterable<Pick<TaskHandle, 'name' | 'status' | 'reason'>>,
  cancelled: ReadonlySet<string>,
): CheckResult {
  let hurt: string[] | undefined;
  for (const { name, status, reason } of tasks) {
    if (cancelled.has(name)) continue;
    if (status === 'cancelled' || (status === 'rejected' && comesOfCancellation(reason)))
      (hurt ??= []).push(name);
  }
  if (hurt === undefined) return held('no-collateral-cancellation');
  const cause = cancelled.size === 0 ? 'nobody' : `only ${listed([...cancelled])}`;
  const message = `${listed(hurt)} ended as cancelled although ${cause} had been cancelled`;
  return violated('no-collateral-cancellation', 'collateral-cancellation', message);
}

/** Whether somebody else's cancellation is at the bottom of an error. */
function comesOfCancellation(reason: unknown): boolean {
  for (let error = reason; error instanceof Error; error = error.cause) {
    if (isCancellation(error)) return true;
  }
  return false;
}
