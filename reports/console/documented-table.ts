import type { Report } from '../../harness/result.ts';
import { type DocumentedFigures, documentedFigures } from '../documented.ts';
import { clipped, printable, wrapped } from './printable.ts';
import type { Style } from './style.ts';

const INDENT = 2;
const GAP = 2;

/** For each scenario whose source gives figures: the source's and ours, one above the other. */
export function documentedTables(report: Pick<Report, 'results'>, style: Style): string[] {
  return documentedFigures(report).flatMap((figures, index) => [
    ...(index > 0 ? [''] : []),
    ...table(figures, style),
  ]);
}

function table({ title, source, columns, rows }: DocumentedFigures, { paint, width }: Style): string[] {
  const originWidth = INDENT + 'documented'.length;
  const widths = columns.map((column, index) =>
    Math.max(printable(column).length, ...rows.map(({ cells }) => printable(cells[index] ?? '').length)),
  );
  const about = `${printable(title)} · documented (${printable(source)}) and measured in virtual time`;
  const lines = wrapped(about, width).map((line) => paint.bold(line));
  for (const block of blocks(widths, width - originWidth)) {
    const line = (start: string, cells: readonly string[]): string =>
      block.reduce(
        (text, column) =>
          text + ' '.repeat(GAP) + printable(cells[column] ?? '').padStart(widths[column] ?? 0),
        start.padEnd(originWidth),
      );
    lines.push(paint.dim(line('', columns)));
    for (const { variant, origin, cells } of rows) {
      const text = line(' '.repeat(INDENT) + origin, cells);
      if (origin === 'documented') lines.push(clipped(printable(variant), width), paint.dim(text));
      else lines.push(text);
    }
  }
  return lines;
}

/** Columns that fit side by side. */
function blocks(widths: readonly number[], width: number): number[][] {
  const result: number[][] = [];
  let used = Infinity;
  for (const [column, columnWidth] of widths.entries()) {
    if (used + GAP + columnWidth > width) {
      result.push([]);
      used = 0;
    }
    result.at(-1)?.push(column);
    used += GAP + columnWidth;
  }
  return result;
}
