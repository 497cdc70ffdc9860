import type { CorpusFact, Report, ScenarioResult } from '../../harness/result.ts';
import { counted } from '../wording.ts';
import { printable, wrapped } from '../printable.ts';
import type { Style } from './style.ts';

/** What became of the kept failures: how many, and each that is not as it was kept. */
export function corpusSection(report: Pick<Report, 'results'>, style: Style): string[] {
  const { paint, width } = style;
  const facts = report.results.flatMap((result) => (result.corpus ?? []).map((fact) => ({ result, fact })));
  if (facts.length === 0) return [];
  const changed = facts.filter(({ fact }) => fact.status !== 'fails');
  const lines = [paint.dim(`corpus: ${counted(facts.length, 'kept failure')} ran first, ${tally(facts)}`)];
  for (const { result, fact } of changed) {
    lines.push(`  ${paint.bold(fact.status)} ${printable(fact.file)}`);
    for (const sentence of sentences(result, fact)) {
      lines.push(...wrapped(printable(sentence), width - 4).map((line) => `    ${line}`));
    }
  }
  if (changed.length > 0) {
    lines.push(
      `  ${paint.dim('record anew what still fails, and remove the others:')} ${paint.cyan('npx heddle run --update')}`,
    );
  }
  return lines;
}

function tally(facts: readonly { readonly fact: CorpusFact }[]): string {
  const of = (status: CorpusFact['status']): number =>
    facts.filter(({ fact }) => fact.status === status).length;
  const parts = [
    `${of('fails')} as recorded`,
    ...(of('drifted') > 0 ? [`${of('drifted')} drifted`] : []),
    ...(of('passes') > 0 ? [`${of('passes')} passing now`] : []),
  ];
  return parts.join(', ');
}

function sentences(result: ScenarioResult, { status, violates, finding, difference }: CorpusFact): string[] {
  if (status === 'passes') return [`It runs as recorded, and ${finding} is not violated any more.`];
  const found = result.findings.some(({ kind, invariant }) => `${kind}/${invariant}` === finding);
  const now = violates
    ? 'It still fails in the same way.'
    : found
      ? 'It passes now; the exploration found the failure elsewhere.'
      : 'It passes now, and the exploration did not find the failure.';
  return [difference ?? '', now];
}
