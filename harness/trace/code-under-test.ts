const TEST = /(?:^|\/)(?:scenarios?|tests?|__tests__)\/|\.(?:scenario|test|spec)\.[cm]?[jt]sx?:/;
const PRIMITIVES = /(?:^|\/)(?:primitives|locking|locks|sync|synchroni[sz]ation)\//;

/** Whether a place, `path:line`, is of a test, or of what tests share. */
export const isTestCode = (place: string): boolean => TEST.test(place);

/** Whether it is of what tasks wait at, and not of who waits. */
export const isPrimitive = (place: string): boolean => PRIMITIVES.test(place);

/**
 * Of the places that led to an event, nearest first, the one that tells a reader most: the nearest of the code under
 * test; else of the test; a primitive's only where there is no other.
 */
export function mostTelling(places: Iterable<string>): string | undefined {
  let first: string | undefined;
  let test: string | undefined;
  for (const place of places) {
    first ??= place;
    if (isPrimitive(place)) continue;
    if (!isTestCode(place)) return place;
    test ??= place;
  }
  return test ?? first;
}
