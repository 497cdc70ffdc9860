import { inspect } from 'node:util';

/** A value of the author's on one line, without what it says of itself: that is code, too. */
export function shown(value: unknown): string {
  return inspect(value, {
    customInspect: false,
    getters: false,
    depth: 2,
    breakLength: Infinity,
    compact: true,
  });
}
