import { Channel } from './channel.ts';
import type { Event } from './event.ts';
import type { ChoicePoint } from './picker.ts';

const none: readonly Event[] = [];

/**
 * What may arrive in one chunk with `event`, right after it: what comes over the same connection, the same way.
 * @param ignoresTime whether what is pending may come whenever it likes
 */
export function partnersOf(point: ChoicePoint, event: Event, ignoresTime = false): readonly Event[] {
  const { connection } = event.type;
  if (connection === undefined) return none;
  const partners = point.pending.events.filter(
    (other) =>
      other !== event &&
      other.type.connection === connection &&
      goesToServer(other) === goesToServer(event) &&
      (ignoresTime || point.pending.isEnabled(other, point.horizonMs)),
  );
  const behind = connection instanceof Channel ? connection.behind(event) : undefined;
  if (behind !== undefined && (ignoresTime || behind.opensMs <= point.horizonMs)) partners.push(behind);
  return partners;
}

function goesToServer({ type }: Event): boolean {
  return type.kind === 'request';
}
