/**
 * A copy of an object in which one property is read anew each time somebody asks for it, so that nobody need hold its
 * value: the steps of findings are the most of a report. Copied by spreading, it would be read once, and held.
 */
export function onDemand<T extends object, K extends keyof T>(object: T, key: K, read: () => T[K]): T {
  return withProperties(object, [[key, { get: read, enumerable: true }]]);
}

/** A copy of an object or array with other properties; the others stay as they are, those read on demand too. */
export function withProperties<T extends object>(
  object: T,
  properties: readonly (readonly [PropertyKey, PropertyDescriptor])[],
): T {
  const own = Object.getOwnPropertyDescriptors(object) as PropertyDescriptorMap;
  const copy: object = Array.isArray(object) ? [] : {};
  return Object.defineProperties(copy, { ...own, ...Object.fromEntries(properties) }) as T;
}
