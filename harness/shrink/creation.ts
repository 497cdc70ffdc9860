import type { Run } from '../core/run.ts';

/** The place, in the order of delivery, of what made the event that was delivered at a place; -1 where the set-up did. */
export function makerOf({ delivered }: Run, place: number): number {
  const sequence = delivered[place]?.sequence ?? 0;
  let [low, high] = [0, place];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((delivered[middle]?.madeBefore ?? 0) <= sequence) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Whether what was delivered at one place of a run was made by what was at an earlier one, or by what came of that. */
export function comesOf(run: Run, later: number, earlier: number): boolean {
  let place = later;
  while (place > earlier) place = makerOf(run, place);
  return place === earlier;
}
