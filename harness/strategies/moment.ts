import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import type { Random } from '../core/random.ts';

const LATER_ONE_IN = 4;

/**
 * How much later than the earliest moment `event` is delivered: mostly 0, sometimes the latest moment or one at which
 * the window of another pending event opens. Some feasible orders exist only so. Virtual milliseconds.
 */
export function laterMoment(point: ChoicePoint, event: Event, random: Random): number {
  return point.latestMs === Infinity ? 0 : drawLater(point, event, random);
}

function drawLater(point: ChoicePoint, event: Event, random: Random): number {
  const earliestMs = Math.max(point.nowMs, event.opensMs);
  const roomMs = point.latestMs - earliestMs;
  if (roomMs <= 0 || random.below(LATER_ONE_IN) !== 0) return 0;
  const other = point.pending.events[random.below(point.pending.events.length)] as Event;
  const wantedMs = other.opensMs - earliestMs;
  return wantedMs > 0 && wantedMs <= roomMs ? wantedMs : roomMs;
}
