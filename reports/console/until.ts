import { inspectLines } from './inspect.ts';
import type { ReplayedRun } from './replay.ts';
import { runHeading } from './replay.ts';
import { stepsWithin } from './steps.ts';
import type { Style } from './style.ts';

/** The beginning of a replayed run, up to a step, and all that is known there. */
export function untilText(run: ReplayedRun, until: number, linesMost: number, style: Style): string {
  const steps = run.steps.filter(({ step }) => step <= until);
  const violatingStep = run.violatingStep <= until && run.status === 'failed' ? run.violatingStep : undefined;
  const shown = { steps, violatingStep, holds: run.holds ?? [], data: run.data };
  const next = run.steps.find(({ step }) => step > until);
  const inspected = inspectLines(shown, steps.length - 1, style);
  const heading = runHeading(run, style);
  const lines = [
    ...heading,
    '',
    ...stepsWithin(shown, linesMost - heading.length - inspected.length - 3, style),
    '',
    ...inspected,
    next === undefined
      ? style.paint.dim('  the run ends here')
      : `  ${style.paint.dim('comes next'.padEnd(15))}${next.event}`,
  ];
  return `${lines.join('\n')}\n`;
}
