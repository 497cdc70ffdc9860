import type { Report } from '../../harness/result.ts';
import { bySignature, failuresOf } from '../failures.ts';
import { count, counted, duration } from '../wording.ts';
import { printable } from '../printable.ts';
import type { Style } from './style.ts';

/** The last lines: how many verdicts are as expected, how much ran, and where to read on. */
export function summary(report: Report, style: Style, htmlPath: string | undefined): string[] {
  const { paint } = style;
  const ran = report.results.filter((result) => result.verdict !== 'n/a');
  const differing = ran.filter((result) => !result.asExpected).length;
  const schedules = ran.reduce((sum, result) => sum + result.exploration.schedules, 0);
  const { durationMs } = report.timing;
  const words =
    differing === 0
      ? `${allOf(ran.length)} as expected`
      : `${count(differing)} of ${counted(ran.length, 'verdict')} not as expected`;
  const verdicts = differing === 0 ? paint.bold.green(words) : paint.bold.red(words);
  const found = bySignature(failuresOf(report)).length;
  const rate = durationMs > 0 ? ` (${count(Math.round((schedules / durationMs) * 1_000))}/s)` : '';
  const facts = [
    counted(found, 'failure'),
    `${counted(schedules, 'schedule')} in ${duration(durationMs)}${rate}`,
    `seed ${report.seed}`,
  ];
  const joined = facts.map((fact) => paint.dim(fact)).join(paint.dim(' · '));
  const fits = [words, ...facts].join(' · ').length <= style.width;
  const lines = fits ? [`${verdicts}${paint.dim(' · ')}${joined}`] : [verdicts, joined];
  if (report.interrupted) lines.push(paint.yellow('interrupted: what stands here is what ran until then'));
  if (report.stopped !== undefined) lines.push(paint.yellow(printable(report.stopped)));
  if (htmlPath !== undefined) lines.push(`${paint.dim('report:')} ${htmlPath}`);
  return lines;
}

function allOf(verdicts: number): string {
  return verdicts === 1 ? 'the verdict is' : `all ${count(verdicts)} verdicts`;
}
