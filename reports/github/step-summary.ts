import type { Report, ScenarioResult } from '../../harness/result.ts';
import { verdicts } from '../../harness/verdict.ts';
import { printable } from '../printable.ts';
import { differenceSentences } from '../differing.ts';
import { bySignature, type FailureGroup, failuresOf } from '../failures.ts';
import { componentOf, groupBy } from '../matrix.ts';
import { plainFailure } from '../plain-failure.ts';
import { verdictSigns } from '../verdict-signs.ts';
import { count, counted, duration } from '../wording.ts';

/** GitHub drops a summary above 1,024 kB; other steps' text may stand in the same file. */
export const SUMMARY_BYTES_MOST = 900_000;

/** Markdown for `$GITHUB_STEP_SUMMARY`: a sentence, a table, and each result that is not as expected. */
export function stepSummary(report: Report, reportPath: string): string {
  const failures = bySignature(failuresOf(report)).filter((failure) => !failure.expected);
  const differing = report.results.filter((result) => !result.asExpected);
  const head = ['## heddle', '', sentenceOf(report), '', ...table(report.results), ''].join('\n');
  const sections = differing.map((result) =>
    section(
      result,
      failures.filter((failure) => failure.result === result),
      reportPath,
    ),
  );
  return cut(head, [...sections, ...driftSection(report.results)]);
}

function sentenceOf({ results, seed, timing, interrupted, stopped }: Report): string {
  const ran = results.filter(({ verdict }) => verdict !== 'n/a');
  const differing = ran.filter(({ asExpected }) => !asExpected).length;
  const schedules = ran.reduce((sum, { exploration }) => sum + exploration.schedules, 0);
  const verdictsText =
    differing === 0
      ? `✅ all ${count(ran.length)} verdicts as expected`
      : `❌ ${count(differing)} of ${counted(ran.length, 'verdict')} not as expected`;
  const changed = results.flatMap(({ corpus = [] }) => corpus.filter(({ status }) => status !== 'fails'));
  const parts = [
    `**${verdictsText}**`,
    `${counted(schedules, 'schedule')} in ${duration(timing.durationMs)}`,
    `seed ${seed}`,
    ...(changed.length > 0 ? [`⚠️ ${counted(changed.length, 'kept failure')} not as recorded`] : []),
    ...(interrupted ? ['**interrupted**'] : []),
    ...(stopped === undefined ? [] : [inline(stopped)]),
  ];
  return parts.join(' · ');
}

function table(results: readonly ScenarioResult[]): string[] {
  const present = verdicts.filter((verdict) => results.some((result) => result.verdict === verdict));
  const rows = groupBy(results, componentOf).map(([component, own]) => {
    const cells = present.map((verdict) => String(own.filter((result) => result.verdict === verdict).length));
    const differing = own.filter(({ asExpected }) => !asExpected).length;
    return row([inline(component), ...cells, String(differing)]);
  });
  const heads = present.map((verdict) => `${verdictSigns[verdict].glyph} ${verdictSigns[verdict].word}`);
  return [
    row(['component', ...heads, 'not as expected']),
    row(['---', ...heads.map(() => '---:'), '---:']),
    ...rows,
  ];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function section(result: ScenarioResult, failures: readonly FailureGroup[], reportPath: string): string {
  const told = failures.flatMap((failure) => fenced(plainFailure(failure, reportPath)));
  const sentences = differenceSentences(result).map((sentence) => `- ${inline(sentence)}`);
  const heading = inline(`${componentOf(result)} / ${result.variant} / ${result.title}`);
  return [`### ✗ ${heading}`, '', ...sentences, '', ...told, ''].join('\n');
}

/** Kept failures that are not as they were recorded. */
function driftSection(results: readonly ScenarioResult[]): string[] {
  const items = results
    .flatMap(({ corpus = [] }) => corpus)
    .filter(({ status }) => status !== 'fails')
    .map(({ file, status, difference }) => `- ${inline([status, file, difference ?? ''].join(' '))}`);
  if (items.length === 0) return [];
  const advice = 'Record them anew, or remove those that no longer fail: `npx heddle run --update`';
  return [['### Kept failures not as recorded', '', ...items, '', advice, ''].join('\n')];
}

function fenced(lines: readonly string[]): string[] {
  const text = lines.map((line) => printable(line));
  const longest = Math.max(
    2,
    ...text.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}text`, ...text, fence, ''];
}

/** Text of a run within a line of Markdown: shown as it is, obeyed nowhere. */
function inline(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~#!]/g, String.raw`\$&`);
}

/** `head`, as many sections as fit behind it, and a note of how many do not. */
function cut(head: string, sections: readonly string[]): string {
  const note = (left: number): string =>
    `\n…and ${counted(left, 'result more', 'results more')}, all of them in the report.\n`;
  const reserve = Buffer.byteLength(note(sections.length));
  let text = head;
  let bytes = Buffer.byteLength(head);
  for (const [at, part] of sections.entries()) {
    const size = Buffer.byteLength(part) + 1;
    if (bytes + size + reserve > SUMMARY_BYTES_MOST) return text + note(sections.length - at);
    text += `\n${part}`;
    bytes += size;
  }
  return text;
}
