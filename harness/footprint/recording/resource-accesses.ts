import type { AccessKind, LocationSort } from '../footprint.ts';

/** One access to a location. */
export interface LocationAccess {
  readonly name: string;
  readonly label: string;
  readonly sort: LocationSort;
  readonly kind: AccessKind;
}

/**
 * What an access to a resource, or to one key of it, comes to. Who sees all of it depends on every change of a key; who
 * changes all of it, on every access to one: that takes two locations beside those of the keys.
 */
export function accessesTo(
  resource: string,
  key: string | number | undefined,
  kind: AccessKind,
): readonly LocationAccess[] {
  const whole = { name: resource, label: resource, sort: 'resource', kind } as const;
  const atOnce = { name: `${resource}[*]`, label: resource, sort: 'engine', kind } as const;
  if (key === undefined) return kind === 'write' ? [whole, atOnce] : [whole];
  const name = `${resource}[${typeof key === 'number' ? key : JSON.stringify(key)}]`;
  const entry = { name, label: `entry ${key} of ${resource}`, sort: 'resource', kind } as const;
  const seen = { ...atOnce, kind: 'read' } as const;
  if (kind === 'read') return [entry, seen];
  // Two changes of different keys come to the same in either order.
  return [entry, { ...whole, kind: 'commute' }, seen];
}
