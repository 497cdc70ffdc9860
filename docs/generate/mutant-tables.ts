import type { FileResult, JudgedMutant, MutationResult } from '../../scenarios/mutation/result.ts';
import { scoreOf } from '../../scenarios/mutation/result.ts';

/** The score of each subject; then the mutants that survive, and those that nobody could notice. */
export function mutantTables(results: readonly MutationResult[]): string {
  const scores = results.map((result) => {
    const { mutants, killed, survived, equivalent, notJudged, percent } = scoreOf(result);
    const score = killed + survived === 0 ? '–' : `**${percent} %**`;
    return [`\`${result.subject}\``, mutants, killed, survived, equivalent, notJudged, score];
  });
  const heading = [
    'of',
    'mutants',
    'killed',
    'survive',
    'equivalent',
    'not judged',
    'killed of those that could be',
  ];
  return [table(heading, scores), ...results.map(detailsOf)].join('\n\n');
}

function detailsOf(result: MutationResult): string {
  const told = (outcome: JudgedMutant['judgement']['outcome']): readonly (readonly string[])[] =>
    result.files.flatMap((file) =>
      file.mutants
        .filter(({ judgement }) => judgement.outcome === outcome)
        .map((mutant) => rowOf(file, mutant)),
    );
  const [survivors, equivalent] = [told('survived'), told('equivalent')];
  const parts = [`## ${result.subject}`];
  if (survivors.length > 0) parts.push('Survive:', table(['where', 'mutant', 'seen'], survivors));
  if (equivalent.length > 0) parts.push('Equivalent:', table(['where', 'mutant', 'why'], equivalent));
  if (parts.length === 1) parts.push('None survives.');
  return parts.join('\n\n');
}

function rowOf(
  { file }: FileResult,
  { line, original, replacement, judgement }: JudgedMutant,
): readonly string[] {
  const place = `${file.replace(/^systems\//, '')}:${line}`;
  const mutant = `${code(original)} → ${code(replacement)}`;
  if (judgement.outcome === 'equivalent') return [place, mutant, judgement.reason];
  if (judgement.outcome !== 'survived') return [place, mutant, ''];
  return [
    place,
    mutant,
    judgement.isReached ? `${judgement.runs} runs of each scenario` : 'no scenario runs it',
  ];
}

function code(text: string): string {
  const safe = text.replaceAll('|', String.raw`\|`);
  return text.includes('`') ? `\`\` ${safe} \`\`` : `\`${safe === '' ? ' ' : safe}\``;
}

function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [heading, heading.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
