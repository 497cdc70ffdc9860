import type { Chart } from './chart.ts';
import { type Side, sides } from './two-runs.ts';

/** A chart as narrow as the page: where steps, the split and the damage are, in pixels. */
export interface Minimap {
  readonly ticks: readonly { readonly side: Side; readonly path: string }[];
  readonly turns: readonly number[];
  readonly split?: number;
}

/** Height of the ticks of one run. */
export const TICK_HEIGHT = 8;

/** @param width of the minimap */
export function minimapOf(chart: Chart, width: number): Minimap {
  const at = (x: number): number => Math.round((x / chart.width) * width);
  const ticks = sides.flatMap((side, row) => {
    // Steps that fall on one pixel are one tick.
    const places = new Set(chart[side]?.marks.map(({ x }) => at(x)));
    const path = [...places].map((x) => `M${x} ${row * (TICK_HEIGHT + 3) + 2}v${TICK_HEIGHT}`).join('');
    return path === '' ? [] : [{ side, path }];
  });
  return {
    ticks,
    turns: chart.failing.turns.map(({ x }) => at(x)),
    ...(chart.split !== undefined && { split: at(chart.split) }),
  };
}
