import { Channel } from './channel.ts';
import type { Event } from './event.ts';
import type { ChoicePoint } from './picker.ts';

const none: readonly Event[] = [];

/** What may arrive in one chunk with `event`, right after it: what comes over the same connection, the same way. */
export function partnersOf(point: ChoicePoint, event: Event): readonly Event[] {
  const { connection } = event.type;
  if (connection === undefined) return none;
  const partners = point.pending.events.filter(
    (other) =>
      other !== event &&
      other.type.connection === connection &&
      goesToServer(other) === goesToServer(event) &&
      point.pending.isEnabled(other, point.horizonMs),
  );
  const behind = connection instanceof Channel ? connection.behind(event) : undefined;
  if (behind !== undefined && behind.opensMs <= point.horizonMs) partners.push(behind);
  return partners;
}

function goesToServer({ type }: Event): boolean {
  return type.kind === 'request';
}
