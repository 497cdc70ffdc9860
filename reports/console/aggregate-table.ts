import { type AggregateCell, aggregateOf, worstOf } from '../aggregate.ts';
import { badness } from '../judgement.ts';
import { groupBy, type Matrix, type StoryRows } from '../matrix.ts';
import { clipped, printable, wrapped } from '../printable.ts';
import { counted } from '../wording.ts';
import { shortNames } from './short-names.ts';
import type { Style } from './style.ts';
import { signOf } from './verdict-key.ts';
import { verdictTint } from './verdict-table.ts';

const LABEL_WIDTH_MOST = 40;
const INDENT = 2;
const GAP = 1;
/** Of a line, what the title of a scenario gets at least. */
const LABEL_SHARE = 0.6;
/** Between groups of variants on one line. */
const SEPARATOR = '   ';

/**
 * One component in few lines: a row for each invariant that is broken, undecided or unexpected somewhere, and of each
 * variant what the worst of the scenarios says. Where that is too wide, a row for each scenario.
 */
export function aggregateTable(matrix: Matrix, style: Style): string[] {
  const { variants, rows, quiet } = aggregateOf(matrix);
  const names = [variants, shortNames(variants)].map((ids) => ids.map((id) => printable(id)));
  const texts = rows.map(({ cells }) => cells.map((cell) => (cell === undefined ? '' : signOf(cell))));
  const widths = (ids: readonly string[]): number[] =>
    ids.map((id, column) => 1 + Math.max(id.length, ...texts.map((row) => row[column]?.length ?? 0)));
  const labels = rows.map(({ invariant }) => clipped(printable(invariant), LABEL_WIDTH_MOST));
  const labelWidth = INDENT + Math.max(0, ...labels.map((label) => label.length));
  const fitting = names.find(
    (ids) => widths(ids).reduce((sum, width) => sum + width, labelWidth) <= style.width,
  );
  const heading = headingOf(matrix, style);
  if (fitting === undefined) return [heading, ...storyLines(matrix, style)];
  const columns = widths(fitting);
  const { paint } = style;
  const heads = fitting.map((id, column) => ` ${id}`.padEnd(columns[column] ?? 0)).join('');
  const lines = rows.map(({ cells }, row) => {
    const signs = cells.map((cell, column) => signText(cell, columns[column] ?? 0, paint));
    return `${' '.repeat(INDENT)}${(labels[row] ?? '').padEnd(labelWidth - INDENT)}${signs.join('')}`.trimEnd();
  });
  return [
    heading,
    ...(rows.length === 0 ? [] : [paint.dim(`${' '.repeat(labelWidth)}${heads}`.trimEnd())]),
    ...lines,
    ...quietLine(quiet, rows.length, style),
  ];
}

function headingOf({ component, stories }: Matrix, { paint }: Style): string {
  return `${paint.bold(printable(component))} ${paint.dim(`· ${counted(stories.length, 'scenario')}`)}`;
}

function signText(cell: AggregateCell | undefined, width: number, paint: Style['paint']): string {
  if (cell === undefined) return ' '.repeat(width);
  const sign = signOf(cell);
  return ` ${verdictTint(cell, paint)(sign)}${' '.repeat(Math.max(0, width - 1 - sign.length))}`;
}

/** Those that hold are named where they are all; beside others their number says enough. */
function quietLine(quiet: readonly string[], others: number, { paint, width }: Style): string[] {
  if (quiet.length === 0) return [];
  const text =
    others === 0
      ? `no run broke ${quiet.join(', ')}`
      : `and ${counted(quiet.length, 'invariant')} that no run broke`;
  return wrapped(printable(text), width - INDENT).map((line) => paint.dim(`${' '.repeat(INDENT)}${line}`));
}

/** Each scenario on a row, with its variants by what was found of them, the worst first. */
function storyLines({ stories, variants }: Matrix, style: Style): string[] {
  const rows = stories.map((story) => ({ title: printable(story.title), groups: foundIn(story, variants) }));
  const room = style.width - INDENT - GAP;
  const widest = Math.max(...rows.map(({ groups }) => groups.map(({ text }) => text).join(SEPARATOR).length));
  const labelWidth = Math.max(Math.floor(room * LABEL_SHARE), room - widest);
  return rows.flatMap(({ title, groups }) => {
    const lines = filled(groups, room - labelWidth, style.paint);
    return lines.map((text, at) => {
      const label = at === 0 ? clipped(title, labelWidth) : '';
      return `${' '.repeat(INDENT)}${label.padEnd(labelWidth + GAP)}${text}`;
    });
  });
}

/** Variants of which one scenario says the same: `○ 2.0.1, 2.0.2`. */
interface FoundGroup {
  readonly text: string;
  readonly cell: AggregateCell;
}

function foundIn({ cells }: StoryRows, variants: readonly string[]): FoundGroup[] {
  const found = cells.flatMap((cell, column) =>
    cell === undefined ? [] : [{ cell, variant: variants[column] ?? '' }],
  );
  const groups = groupBy(found, ({ cell }) => signOf(cell));
  return groups
    .flatMap(([sign, group]) => {
      const cell = worstOf(group.map((one) => one.cell));
      const names = group.map(({ variant }) => printable(variant)).join(', ');
      return cell === undefined ? [] : [{ cell, text: `${sign} ${names}` }];
    })
    .toSorted((a, b) => badness(a.cell) - badness(b.cell));
}

/** As many groups on a line as fit; a long one is broken. */
function filled(groups: readonly FoundGroup[], width: number, paint: Style['paint']): string[] {
  const lines: string[] = [];
  let used = Infinity;
  for (const { text, cell } of groups) {
    const tint = verdictTint(cell, paint);
    if (used + SEPARATOR.length + text.length <= width) {
      lines.push(`${lines.pop() ?? ''}${SEPARATOR}${tint(text)}`);
      used += SEPARATOR.length + text.length;
      continue;
    }
    const broken = wrapped(text, width);
    lines.push(...broken.map((line) => tint(line)));
    used = broken.at(-1)?.length ?? 0;
  }
  return lines;
}
