import type { Report } from '../../harness/result.ts';
import { type DocumentedFigures, documentedFigures, type FigureRow, NONE } from '../documented.ts';
import { printable, wrapped } from '../printable.ts';
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
  const groups = grouped(rows);
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
    for (const { variants, rows: own } of groups) {
      lines.push(...wrapped(printable(variants.join(', ')), width));
      for (const { origin, cells } of own) {
        const text = line(' '.repeat(INDENT) + origin, cells);
        lines.push(origin === 'documented' ? paint.dim(text) : text);
      }
    }
  }
  return lines;
}

interface Group {
  readonly variants: string[];
  readonly rows: readonly FigureRow[];
}

/** Variants of equal figures stand together, and what no source gives is left out. */
function grouped(rows: readonly FigureRow[]): Group[] {
  const groups = new Map<string, Group>();
  for (const variant of new Set(rows.map((row) => row.variant))) {
    const own = rows.filter(
      (row) =>
        row.variant === variant && (row.origin === 'measured' || row.cells.some((cell) => cell !== NONE)),
    );
    const key = JSON.stringify(own.map(({ origin, cells }) => [origin, cells]));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { variants: [variant], rows: own });
    else known.variants.push(variant);
  }
  return [...groups.values()];
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
