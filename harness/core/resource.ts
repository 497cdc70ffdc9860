import type { Event } from './event.ts';

/** What an operation is about: operations on one resource may matter to each other. Undefined for all other events. */
export function resourceOf({ type, key }: Event): string | undefined {
  if (type.kind !== 'operation' && type.kind !== 'request') return undefined;
  return type.resource ?? String(key ?? type.name);
}
