import { canShareChunk, type Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import type { Random } from '../core/random.ts';

const TOGETHER_ONE_IN = 4;

/** Sometimes another event that arrives in the same chunk as `event`, where the scenario allows that. */
export function drawPartner(point: ChoicePoint, event: Event, random: Random): Event | undefined {
  if (event.type.connection === undefined) return undefined;
  const partners = point.pending.events.filter(
    (other) => canShareChunk(event, other) && point.pending.isEnabled(other, point.horizonMs),
  );
  if (partners.length === 0 || random.below(TOGETHER_ONE_IN) !== 0) return undefined;
  return partners[random.below(partners.length)];
}
