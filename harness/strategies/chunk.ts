import type { Event } from '../core/event.ts';
import type { ChoicePoint } from '../core/picker.ts';
import type { Random } from '../core/random.ts';
import { partnersOf } from '../core/partners.ts';

const TOGETHER_ONE_IN = 4;

/** Sometimes another event that arrives in the same chunk as `event`, where the scenario allows that. */
export function drawPartner(point: ChoicePoint, event: Event, random: Random): Event | undefined {
  return event.type.connection === undefined ? undefined : drawFrom(partnersOf(point, event), random);
}

function drawFrom(partners: readonly Event[], random: Random): Event | undefined {
  if (partners.length === 0 || random.below(TOGETHER_ONE_IN) !== 0) return undefined;
  return partners[random.below(partners.length)];
}
