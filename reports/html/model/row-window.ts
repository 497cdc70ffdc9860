/** Which rows of a long table are drawn: from, and up to but without. */
export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

/** Tables that are not longer are drawn as a whole. */
const WHOLE_UP_TO = 300;
/** Rows around the selected one, on each side. */
const AROUND = 60;
/** Rows that are drawn when more are asked for. */
const MORE = 200;

/** The rows to draw so that one of them is seen: as they are where it is among them. */
export function windowAround(row: number, rows: number, now?: RowWindow): RowWindow {
  if (rows <= WHOLE_UP_TO) return now?.to === rows ? now : { from: 0, to: rows };
  if (now !== undefined && row >= now.from && row < now.to) return now;
  return { from: Math.max(0, row - AROUND), to: Math.min(rows, row + AROUND) };
}

export function widened({ from, to }: RowWindow, rows: number, where: 'before' | 'after'): RowWindow {
  return where === 'before'
    ? { from: Math.max(0, from - MORE), to }
    : { from, to: Math.min(rows, to + MORE) };
}

/** The row that shows a column: of ticks in one row, the first stands for all. */
export function rowOf(places: readonly { readonly column: number }[], column: number): number {
  return places.findLastIndex((place) => place.column <= column);
}
