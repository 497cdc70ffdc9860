import type { Report } from '../../harness/result.ts';
import { bySignature, failuresOf, shellWord } from '../failures.ts';
import { count, counted, duration } from '../wording.ts';
import { printable, wrapped } from '../printable.ts';
import type { Style } from './style.ts';

/** Where the other reporters wrote, as a reader would type it. */
export interface ReportPaths {
  readonly json: string;
  /** Absent where no page was written. */
  readonly html?: string;
  /** Whether the file is there, and more than what is printed can be printed of it. */
  readonly isKept?: boolean;
}

/** The last lines: how many verdicts are as expected, how much ran, and where to read on. */
export function summary(
  report: Report,
  { paint, width }: Style,
  { html, json, isKept }: ReportPaths,
): string[] {
  const ran = report.results.filter((result) => result.verdict !== 'n/a');
  const differing = ran.filter((result) => !result.asExpected).length;
  const schedules = ran.reduce((sum, result) => sum + result.exploration.schedules, 0);
  const { durationMs } = report.timing;
  const words = verdictWords(report.results.length, ran.length, differing);
  const tint = ran.length === 0 ? paint.bold.yellow : differing === 0 ? paint.bold.green : paint.bold.red;
  const rate = durationMs > 0 ? ` (${count(Math.round((schedules / durationMs) * 1_000))}/s)` : '';
  const facts = [
    failuresFact(report),
    `${counted(schedules, 'schedule')} in ${duration(durationMs)}${rate}`,
    `seed ${report.seed}`,
  ];
  const joined = facts.map((fact) => fact.replaceAll(' ', '\u00a0')).join(' · ');
  const dim = (text: string): string => paint.dim(text.replaceAll('\u00a0', ' '));
  const fits = words.length + 3 + joined.length <= width;
  const lines = fits
    ? [`${tint(words)}${dim(` · ${joined}`)}`]
    : [...wrapped(words, width).map((line) => tint(line)), ...wrapped(joined, width).map(dim)];
  if (report.interrupted) lines.push(paint.yellow('interrupted: what stands here is what ran until then'));
  if (report.stopped !== undefined) lines.push(paint.yellow(printable(report.stopped)));
  if (html !== undefined) lines.push(`${paint.dim('report:')} ${html}`);
  if (isKept === true)
    lines.push(`${paint.dim('all:   ')} ${paint.cyan(`npx heddle report --verbose ${shellWord(json)}`)}`);
  return lines;
}

function verdictWords(results: number, ran: number, differing: number): string {
  if (results === 0) return 'nothing ran';
  if (ran === 0)
    return `nothing ran: ${counted(results, 'scenario × variant', 'scenarios × variants')}, none of which applies`;
  if (differing > 0) return `${count(differing)} of ${counted(ran, 'verdict')} not as expected`;
  return ran === 1 ? 'the verdict is as expected' : `all ${count(ran)} verdicts as expected`;
}

function failuresFact(report: Report): string {
  const found = bySignature(failuresOf(report));
  const expected = found.filter((failure) => failure.expected).length;
  const others = found.length - expected;
  const parts = [
    ...(others > 0 ? [counted(others, 'unexpected failure')] : []),
    ...(expected > 0 ? [counted(expected, 'expected failure')] : []),
  ];
  return parts.length === 0 ? 'no failure' : parts.join(', ');
}
