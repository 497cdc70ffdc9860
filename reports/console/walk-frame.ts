import type { DataCause, ReportedHold, TraceStep } from '../../harness/result.ts';
import { inspectLines } from './inspect.ts';
import { lanesOf } from './lanes.ts';
import { type ShownPassing, whatPassingDoes } from './passing-lines.ts';
import { clipped, printable, wrapped } from '../printable.ts';
import { stepLines } from './steps.ts';
import type { Style } from './style.ts';

/** What a walk through a run shows. */
export interface Walk {
  readonly title: string;
  readonly steps: readonly TraceStep[];
  readonly holds?: readonly ReportedHold[];
  readonly violatingStep: number | undefined;
  /** The damage; shown at the violating step. */
  readonly damages: readonly string[];
  /** The cause in data. */
  readonly data?: DataCause;
  /** The nearest run that passes, where one is known. */
  readonly passing?: ShownPassing;
}

/** Where a walk begins: at the damage, else at the first step. */
export function firstIndex(walk: Walk): number {
  return Math.max(0, violatingIndex(walk));
}

function violatingIndex({ steps, violatingStep }: Walk): number {
  return steps.findIndex(({ step }) => step === violatingStep);
}

const KEYS = '→ next · ← back · PgDn/PgUp 10 · Home/End · v violation · q quit';
/** Of the lines for steps and inspector, the share that the steps get. */
const STEPS_SHARE = 0.5;

/** One screen of a walk: the steps around the current one, and all that is known there. */
export function walkFrame(walk: Walk, index: number, rows: number, style: Style): string[] {
  const { paint, width } = style;
  const narrower = { ...style, width: width - 2 };
  // One line for each step: what else is known of the current one stands below.
  const steps = walk.steps.map((step) => ({ ...step, notes: [] }));
  const { violatingStep, holds = [] } = walk;
  const all = stepLines({ steps, violatingStep, holds }, Infinity, narrower);
  const first = lanesOf(steps, holds).names.length;
  const headings = all.slice(0, first);
  const lines = all.slice(first, first + walk.steps.length);
  const room = Math.max(6, rows - headings.length - 4);
  const stepRoom = Math.min(lines.length, Math.ceil(room * STEPS_SHARE));
  const from = Math.max(0, Math.min(index - Math.floor(stepRoom / 2), lines.length - stepRoom));
  const current = walk.steps[index];
  const damage = current !== undefined && current.step === walk.violatingStep ? walk.damages : [];
  const inspected = [
    ...damage.map((text) => paint.bold.red(clipped(`✗ ${printable(text)}`, width))),
    ...passingLines(walk, index, damage.length > 0, style),
    ...inspectLines(walk, index, style),
  ];
  const shown = inspected.slice(0, room - stepRoom);
  if (shown.length < inspected.length) shown.splice(-1, 1, paint.dim('  … more than fits'));
  return [
    paint.bold(clipped(printable(walk.title), width)),
    ...headings.map((line) => `  ${line}`),
    ...lines
      .slice(from, from + stepRoom)
      .map((line, at) => (from + at === index ? `${paint.inverse('▶')} ${line}` : `  ${line}`)),
    '',
    ...shown,
    '',
    paint.dim(clipped(KEYS, width)),
  ];
}

/** What the passing run does here; beside the damage, what makes it pass. */
function passingLines({ steps, passing }: Walk, index: number, isDamage: boolean, style: Style): string[] {
  if (passing === undefined) return [];
  const { paint, width } = style;
  const does = `passing run: ${whatPassingDoes(steps, index, passing)}`;
  return [...(isDamage ? [passing.sentence] : []), does].flatMap((text) =>
    wrapped(printable(text), width).map((line) => paint.green(line)),
  );
}

/** Where a key leads from `index`; undefined ends the walk. */
export function afterKey(walk: Walk, index: number, key: string): number | undefined {
  const last = walk.steps.length - 1;
  const to = (next: number): number => Math.max(0, Math.min(last, next));
  switch (key) {
    case 'q':
    case '\u0003':
    case '\u0004':
    case '\u001b':
      return undefined;
    case '\u001b[C':
    case '\u001b[B':
    case ' ':
    case '\r':
    case 'j':
    case 'n':
      return to(index + 1);
    case '\u001b[D':
    case '\u001b[A':
    case '\u007f':
    case 'k':
    case 'p':
      return to(index - 1);
    case '\u001b[6~':
      return to(index + 10);
    case '\u001b[5~':
      return to(index - 10);
    case '\u001b[H':
    case '\u001b[1~':
    case 'g':
      return 0;
    case '\u001b[F':
    case '\u001b[4~':
    case 'G':
      return last;
    case 'v': {
      const at = violatingIndex(walk);
      return at < 0 ? index : at;
    }
    default:
      return index;
  }
}
