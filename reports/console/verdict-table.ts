import type { Cell, Matrix, StoryRows } from '../matrix.ts';
import { holds } from '../../harness/verdict.ts';
import { clipped, printable, wrapped } from '../printable.ts';
import { shortNames } from './short-names.ts';
import { signOf, type SignedCell } from './verdict-key.ts';
import { workloadShare } from '../wording.ts';
import type { Style } from './style.ts';

const LABEL_WIDTH_MOST = 46;
const CELL_WIDTH_LEAST = 4;

/** One component's verdicts as lines: a row for each scenario, below it the invariants worth a look. */
export function verdictTable(matrix: Matrix, style: Style): string[] {
  const labels = matrix.stories.flatMap((story) => [
    story.title,
    ...story.invariants.filter((row) => row.notable).map((row) => `  ${row.id}`),
  ]);
  const widest = Math.max(matrix.component.length, ...labels.map((label) => label.length));
  const labelWidth = Math.min(LABEL_WIDTH_MOST, widest);
  const widths = (ids: readonly string[]): number[] =>
    ids.map((id, column) => columnWidth(matrix, id, column));
  const fits = (ids: readonly string[]): boolean =>
    widths(ids).reduce((sum, width) => sum + width, labelWidth) <= style.width;
  const names = fits(matrix.variants) ? matrix.variants : shortNames(matrix.variants);
  const lines: string[] = [];
  for (const columns of blocks(widths(names), style.width - labelWidth)) {
    if (lines.length > 0) lines.push('');
    lines.push(...block(matrix, names, columns, labelWidth, style));
  }
  return [...lines, ...nameKey(matrix.variants, names, style)];
}

/** Splits columns that do not fit side by side into several tables. */
function blocks(widths: readonly number[], width: number): number[][] {
  const result: number[][] = [];
  let used = Infinity;
  for (const [index, needed] of widths.entries()) {
    if (used + needed > width) {
      result.push([]);
      used = 0;
    }
    result.at(-1)?.push(index);
    used += needed;
  }
  return result;
}

/** Room for its name, and for the longest of its cells that are shown. */
function columnWidth({ stories }: Matrix, name: string, column: number): number {
  const cells = stories.flatMap((story) => [
    story.cells[column],
    ...story.invariants.filter((row) => row.notable).map((row) => row.cells[column]),
  ]);
  const widest = Math.max(
    0,
    ...cells.map((cell) => (cell === undefined ? 0 : signOf(signedCell(cell)).length)),
  );
  return 2 + Math.max(CELL_WIDTH_LEAST, printable(name).length, widest);
}

function block(
  matrix: Matrix,
  names: readonly string[],
  columns: readonly number[],
  labelWidth: number,
  style: Style,
): string[] {
  const { paint } = style;
  const label = (text: string): string => clipped(printable(text), labelWidth).padEnd(labelWidth);
  const widthOf = (column: number): number => columnWidth(matrix, names[column] ?? '', column);
  const row = (cells: readonly (Cell | undefined)[]): string =>
    columns.map((column) => cellText(cells[column], widthOf(column), style)).join('');
  const headings = columns.map((column) => `  ${printable(names[column] ?? '')}`.padEnd(widthOf(column)));
  const story = (rows: StoryRows): string[] => [
    `${label(rows.title)}${row(rows.cells)}`.trimEnd(),
    ...rows.invariants
      .filter((invariant) => invariant.notable)
      .map((invariant) => `${paint.dim(label(`  ${invariant.id}`))}${row(invariant.cells)}`.trimEnd()),
  ];
  return [
    paint.bold(`${label(matrix.component)}${headings.join('')}`.trimEnd()),
    paint.dim('─'.repeat(labelWidth + columns.reduce((sum, column) => sum + widthOf(column), 0))),
    ...matrix.stories.flatMap(story),
  ];
}

function cellText(cell: Cell | undefined, width: number, style: Style): string {
  if (cell === undefined) return ' '.repeat(width);
  const margin = cell.asExpected ? '  ' : ' ';
  const text = signOf(signedCell(cell));
  const gap = ' '.repeat(Math.max(0, width - margin.length - text.length));
  return `${margin}${verdictTint(cell, style.paint)(text)}${gap}`;
}

/** What a cell of a component's table shows, and the key below all tables explains. */
export function signedCell(cell: Cell): SignedCell {
  const { verdict, result } = cell;
  return {
    ...cell,
    isReduced: verdict === 'exhausted' && result.exploration.reduced !== undefined,
    share: workloadShare(verdict, result.exploration),
  };
}

/** All cells of tables, those that do not apply too. */
export function cellsOf(matrices: readonly Matrix[]): readonly Cell[] {
  return matrices
    .flatMap(({ stories }) => stories)
    .flatMap((story) => [story.cells, ...story.invariants.map((row) => row.cells)].flat())
    .filter((cell) => cell !== undefined);
}

/** How a verdict is coloured; its sign says the same. */
export function verdictTint(
  { verdict, asExpected }: Pick<Cell, 'verdict' | 'asExpected'>,
  paint: Style['paint'],
): (text: string) => string {
  if (!asExpected) return paint.bold.red;
  if (verdict === 'violated') return paint.yellow;
  return holds(verdict) ? paint.green : paint.dim;
}

/** The whole names of those that are shortened in the heads. */
export function nameKey(
  variants: readonly string[],
  names: readonly string[],
  { paint, width }: Style,
): string[] {
  const shortened = variants.flatMap((variant, index) => {
    const name = names[index] ?? variant;
    return name === variant ? [] : [`${name}${variant.slice(name.length)}`.replaceAll(' ', '\u00a0')];
  });
  if (shortened.length === 0) return [];
  return wrapped(`variants: ${shortened.map(printable).join(', ')}`, width).map((line) => paint.dim(line));
}
