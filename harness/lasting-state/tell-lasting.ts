import type { Lasting } from './what-lasts.ts';

/** So many are named; which of them matters is the reader's to say. */
const NAMED_MAX = 3;

/**
 * Names what outlives a run, in one sentence.
 * @param file where the difference shows first, relative to its package: what is declared there is named first
 */
export function tellLasting(lasting: readonly Lasting[], file?: string): string {
  if (lasting.length === 0) return 'Look for a counter, a cache or a pending timer at module level.';
  const isNear = ({ place }: Lasting): boolean => file !== undefined && place.startsWith(`${file}:`);
  const ordered = [...lasting.filter(isNear), ...lasting.filter((each) => !isNear(each))];
  const named = ordered
    .slice(0, NAMED_MAX)
    .map(({ what, place, change }) => `\`${what}\`${place === '' ? '' : ` (${place})`} was ${change}`);
  const more = ordered.length - named.length;
  const others = more === 0 ? '' : `; and ${more} more`;
  return `${ordered.length === 1 ? 'This' : 'One of these'} is changed by a run and outlives it: ${named.join('; ')}${others}.`;
}
