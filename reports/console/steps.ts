import type { ReportedHold, TraceStep } from '../../harness/result.ts';
import { accessesOf } from '../accesses.ts';
import { elide, type Turn } from '../elide.ts';
import { isExceptional } from '../exceptional.ts';
import { foldTicks, timerOf } from '../fold-ticks.ts';
import { changesOf, counted, labelOf, moment, outcomeOf } from '../wording.ts';
import { type Lanes, type LaneSign, lanesOf, neverCame } from './lanes.ts';
import { clipped, printable } from '../printable.ts';
import type { Style } from './style.ts';

const signs: Readonly<Record<LaneSign, string>> = {
  none: ' ',
  idle: '│',
  held: '┃',
  step: '●',
  'held-step': '◆',
};

/** A run as its steps are shown. */
export interface ShownRun extends Turn {
  readonly steps: readonly TraceStep[];
  /** Of the schedule: those that no step ends get a line at the end. */
  readonly holds?: readonly ReportedHold[];
  /** Of the cause; where they are given, repeated ticks that they do not name are one line. */
  readonly clauses?: readonly string[];
}

/**
 * A run step by step: number, virtual milliseconds, one lane for each task, the event, what it answered, and on lines of
 * their own notes and the accesses that are the cause.
 * @param most steps to show; of a longer run, those that tell the story
 */
export function stepLines(run: ShownRun, most: number, style: Style): string[] {
  const { steps, violatingStep, holds = [], clauses, data } = run;
  if (steps.length === 0) return [];
  const rows =
    clauses === undefined ? steps.map((step) => ({ step, times: 1 })) : foldTicks(steps, run, clauses);
  let row = 0;
  const { paint } = style;
  const lanes = lanesOf(steps, holds);
  const stepWidth = Math.max(4, String(steps.at(-1)?.step ?? 0).length);
  const timeWidth = Math.max(...steps.map((step) => moment(step.atMs).length), 2);
  const margin = ' '.repeat(2 + stepWidth + 2 + timeWidth + 3);
  const lines = laneHeadings(lanes, style).map((heading) => `${margin}${heading}`);
  lines[lines.length - 1] =
    `  ${'step'.padStart(stepWidth)}  ${'ms'.padStart(timeWidth)}   ${lines.at(-1)?.slice(margin.length) ?? ''}`;
  const firsts = rows.map(({ step }) => step);
  for (const stretch of elide(firsts, run, most)) {
    if (stretch.type === 'left-out') {
      const leftOut = rows.slice(row, (row += stretch.count)).reduce((sum, { times }) => sum + times, 0);
      lines.push(
        paint.dim(`${margin}${'⋮ '.repeat(lanes.names.length)} ${counted(leftOut, 'step')} left out`),
      );
      continue;
    }
    for (const step of stretch.steps) {
      const times = rows[row++]?.times ?? 1;
      const violating = step.step === violatingStep;
      const head = `${violating ? '✗' : ' '} ${String(step.step).padStart(stepWidth)}  ${moment(step.atMs).padStart(timeWidth)}   `;
      const room = style.width - head.length - lanes.names.length * 2 - 1;
      const text = clipped(
        times > 1 ? printable(`${times} × ${timerOf(step)}`) : describeStep(step),
        Math.max(20, room),
      );
      const tint = violating ? paint.bold.red : isExceptional(step) ? paint.yellow : plain;
      lines.push(
        `${violating ? paint.bold.red(head) : paint.dim(head)}${laneText(lanes, step, style)} ${tint(text)}`,
      );
      const below = [
        ...(step.notes ?? []).map((note) => ({ text: `“${note}”`, paintText: plain })),
        ...accessesOf(step, data).map((text) => ({ text: `↳ ${text}`, paintText: paint.cyan })),
      ];
      for (const { text, paintText } of below) {
        const said = clipped(printable(text), Math.max(20, room));
        lines.push(`${margin}${'  '.repeat(lanes.names.length)} ${paintText(said)}`);
      }
    }
  }
  for (const { event, task, until } of neverCame(steps, holds)) {
    const signs = lanes.names.map((name) => (name === task ? paint.yellow('┃ ') : '  ')).join('');
    const text = `${labelOf({ task, event })}  ◆ held until ${until}, and never came`;
    lines.push(
      `${margin}${signs} ${paint.yellow(clipped(printable(text), Math.max(20, style.width - margin.length - lanes.names.length * 2 - 1)))}`,
    );
  }
  return lines;
}

function plain(text: string): string {
  return text;
}

/** Steps that are shown however little room there is. */
const STEPS_LEAST = 8;

/**
 * The steps in at most so many lines, headings included: fewer steps where they do not fit. Repeated ticks are one line,
 * unless there is room for all.
 */
export function stepsWithin({ clauses = [], ...run }: ShownRun, linesMost: number, style: Style): string[] {
  if (linesMost === Infinity) return stepLines(run, Infinity, style);
  const { steps, holds } = run;
  const headings = lanesOf(steps, holds).names.length;
  let most = Math.max(STEPS_LEAST, linesMost - headings);
  for (;;) {
    const lines = stepLines({ ...run, clauses }, most, style);
    // What is left out takes lines too.
    const over = lines.length - linesMost;
    if (over <= 0 || most <= STEPS_LEAST || steps.length <= STEPS_LEAST) return lines;
    most = Math.max(STEPS_LEAST, Math.min(most, steps.length) - over);
  }
}

/** Task names above their lanes, each on a line of its own, so that lanes can be narrow. */
function laneHeadings(lanes: Lanes, { paint }: Style): string[] {
  return lanes.names.map((name, lane) => `${paint.dim('│ '.repeat(lane))}${paint.bold(printable(name))}`);
}

function laneText(lanes: Lanes, step: TraceStep, { paint }: Style): string {
  const tints: Record<LaneSign, (text: string) => string> = {
    none: (text) => text,
    idle: paint.dim,
    held: paint.yellow,
    step: paint.cyan,
    'held-step': paint.yellow.bold,
  };
  return lanes
    .signsOf(step)
    .map((sign) => `${tints[sign](signs[sign])} `)
    .join('');
}

function describeStep(step: TraceStep): string {
  const outcome = outcomeOf(step);
  const parts = [
    step.args === undefined ? labelOf(step) : `${labelOf(step)} ${step.args}`,
    ...(outcome === '' ? [] : [`→ ${outcome}`]),
    ...(step.heldUntil === undefined ? [] : [`◆ held until ${step.heldUntil}`]),
    ...(step.woke.filter((task) => task !== step.task).length === 0
      ? []
      : [`wakes ${step.woke.filter((task) => task !== step.task).join(', ')}`]),
    ...changesOf(step).map((change) => `* ${change}`),
  ];
  return printable(parts.join('  '));
}
