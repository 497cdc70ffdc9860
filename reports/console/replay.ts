import type { DataCause, ReportedHold, TraceStep } from '../../harness/result.ts';
import { causeText } from './failure.ts';
import type { ShownPassing } from './passing-lines.ts';
import { printable, wrapped } from '../printable.ts';
import { stepsWithin } from './steps.ts';
import type { Style } from './style.ts';

/** One interleaving that ran again. */
export interface ReplayedRun {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly workload: unknown;
  /** Set where the scenario could not have made this workload. */
  readonly isForeign?: true;
  readonly status: 'failed' | 'passed' | 'diverged' | 'escaped';
  /** The damage, a sentence each. */
  readonly damages: readonly string[];
  /** Whether the failure is the one that was recorded; undefined where none was. */
  readonly asRecorded?: boolean;
  readonly violatingStep: number;
  readonly cause: string;
  readonly clauses: readonly string[];
  /** The cause in data. */
  readonly data?: DataCause;
  /** The nearest run that passes, where one is known. */
  readonly passing?: ShownPassing;
  readonly steps: readonly TraceStep[];
  /** What ended the run, as a clause. */
  readonly ending?: string;
  readonly holds?: readonly ReportedHold[];
  /** Where it left the record, one sentence. */
  readonly divergence?: string;
  /** What an escaped run made, and where. */
  readonly escape?: string;
  /** What to type to see it again. */
  readonly command?: string;
}

/** A replayed run for a terminal: what ran, its steps, the damage, the cause, the status, and last the command. */
export function replayText(run: ReplayedRun, linesMost: number, style: Style): string {
  const { paint, width } = style;
  const failed = run.status === 'failed';
  const before = [...runHeading(run, style), ''];
  const after = [
    ...endingLines(run.ending, style),
    ...(run.steps.length > 0 ? [''] : []),
    ...run.damages
      .flatMap((damage) => wrapped(`✗ ${printable(damage)}`, width))
      .map((line) => paint.bold.red(line)),
    ...(run.cause === '' ? [] : causeText(run, style)),
    '',
    ...statusLines(run, style),
    ...(run.command === undefined ? [] : [`${paint.dim('replay:')} ${paint.cyan(run.command)}`]),
  ];
  const room = linesMost - before.length - after.length;
  const violatingStep = failed ? run.violatingStep : undefined;
  const lines = [...before, ...stepsWithin({ ...run, violatingStep }, room, style), ...after];
  return `${lines.join('\n')}\n`;
}

function endingLines(ending: string | undefined, { paint, width }: Style): string[] {
  if (ending === undefined) return [];
  return wrapped(printable(ending), width - 2).map((line) => `  ${paint.dim(line)}`);
}

/** What ran: title, scenario, variant, workload. */
export function runHeading(run: ReplayedRun, { paint, width }: Style): string[] {
  const workload = JSON.stringify(run.workload) ?? '{}';
  const title = printable(run.title);
  const place = printable(`${run.scenario} · ${run.variant}`);
  return [
    ...(title.length + 3 + place.length <= width
      ? [`${paint.bold(title)}${paint.dim(` · ${place}`)}`]
      : [paint.bold(title), paint.dim(place)]),
    ...wrapped(
      printable(`workload ${workload.length > 400 ? `${workload.slice(0, 400)}…` : workload}`),
      width,
    ).map((line) => paint.dim(line)),
    ...(run.isForeign === true ? [paint.yellow('The scenario does not make this workload (any more).')] : []),
  ];
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
    case 'escaped':
      return wrapped(`escapes: ${printable(run.escape ?? 'the run made something real')}`, width).map(
        (line) => paint.magenta(line),
      );
  }
}
