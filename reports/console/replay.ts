import type { TraceStep } from '../../harness/result.ts';
import { causeText } from './failure.ts';
import { printable, wrapped } from './printable.ts';
import { stepLines } from './steps.ts';
import type { Style } from './style.ts';

/** One interleaving that ran again. */
export interface ReplayedRun {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly workload: unknown;
  readonly status: 'failed' | 'passed' | 'diverged';
  /** The damage, a sentence each. */
  readonly damages: readonly string[];
  /** Whether the failure is the one that was recorded; undefined where none was. */
  readonly asRecorded?: boolean;
  readonly violatingStep: number;
  readonly cause: string;
  readonly clauses: readonly string[];
  readonly steps: readonly TraceStep[];
  /** Where it left the record, one sentence. */
  readonly divergence?: string;
  /** What to type to see it again. */
  readonly command?: string;
}

/** A replayed run for a terminal: what ran, its steps, the damage, the cause, the status. */
export function replayText(run: ReplayedRun, stepsMost: number, style: Style): string {
  const { paint, width } = style;
  const workload = JSON.stringify(run.workload) ?? '{}';
  const failed = run.status === 'failed';
  const lines = [
    `${paint.bold(printable(run.title))}${paint.dim(` · ${run.scenario} · ${run.variant}`)}`,
    ...wrapped(
      printable(`workload ${workload.length > 400 ? `${workload.slice(0, 400)}…` : workload}`),
      width,
    ).map((line) => paint.dim(line)),
    '',
    ...stepLines(run.steps, failed ? run.violatingStep : undefined, stepsMost, style),
    ...(run.steps.length > 0 ? [''] : []),
    ...run.damages
      .flatMap((damage) => wrapped(`✗ ${printable(damage)}`, width))
      .map((line) => paint.bold.red(line)),
    ...(run.cause === '' ? [] : causeText(run, style)),
    '',
    ...statusLines(run, style),
    ...(run.command === undefined ? [] : [`${paint.dim('replay:')} ${paint.cyan(run.command)}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function statusLines(run: ReplayedRun, { paint, width }: Style): string[] {
  switch (run.status) {
    case 'failed': {
      const at = run.violatingStep > 0 ? ` at step ${run.violatingStep}` : '';
      if (run.asRecorded === undefined) return [paint.red(`fails${at}`)];
      return run.asRecorded
        ? [paint.red(`fails as recorded${at}`)]
        : [paint.red(`fails${at}, but in another way than recorded`)];
    }
    case 'passed':
      return [paint.green('passes: no invariant is violated in this interleaving')];
    case 'diverged':
      return wrapped(`diverges: ${printable(run.divergence ?? 'the run left the record')}`, width).map(
        (line) => paint.magenta(line),
      );
  }
}
