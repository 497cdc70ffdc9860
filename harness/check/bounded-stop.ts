import type { DamageStep } from '../core/damage-step.ts';
import type { CheckResult } from '../core/finding.ts';
import { held, violated } from './check-result.ts';

export const boundedStopKinds = {
  'unbounded-stop': 'Stopping took longer than its bound, or never ended.',
} as const;

/** When something began and settled, virtual milliseconds: a `StopProbe`, or a `TaskHandle` with a start of 0. */
export interface Timed {
  /** Default 0. Undefined where it never began. */
  readonly startedAtMs?: number | undefined;
  /** When it settled; undefined where it never did. */
  readonly settledAtMs: number | undefined;
  /** Whether it began, where no start is given. Default true. */
  readonly started?: boolean;
  /** The step in which it began; undefined where it did not. For findings alone. */
  readonly startedAtStep?: number | undefined;
  /** The step in which it settled, likewise. */
  readonly settledAtStep?: number | undefined;
  /** Whether somebody else finds out if it took longer than that. Default false. */
  isLeftOpen?(atMostMs: number): boolean;
}

/** A stop that began has settled within `boundMs`: `bounded-stop`. */
export function boundedStop(stop: Timed, boundMs: number): CheckResult {
  if (stop.isLeftOpen?.(boundMs) === true) return held('bounded-stop');
  const began = 'startedAtMs' in stop ? stop.startedAtMs !== undefined : stop.started !== false;
  if (!began) return held('bounded-stop');
  if (stop.settledAtMs === undefined) {
    const message = `stop never ended; its bound is ${boundMs} ms`;
    return violated('bounded-stop', 'unbounded-stop', message, damageOf(stop));
  }
  const tookMs = stop.settledAtMs - (stop.startedAtMs ?? 0);
  if (tookMs <= boundMs) return held('bounded-stop');
  const message = `stop took ${tookMs} ms; its bound is ${boundMs} ms`;
  return violated('bounded-stop', 'unbounded-stop', message, damageOf(stop));
}

function damageOf({ startedAtStep, settledAtStep }: Timed): readonly DamageStep[] {
  const damage: DamageStep[] = [];
  if (startedAtStep !== undefined)
    damage.push({ role: 'origin', step: startedAtStep, what: 'stop was called' });
  if (settledAtStep !== undefined)
    damage.push({ role: 'noticed', step: settledAtStep, what: 'stop ended, too late' });
  return damage;
}
