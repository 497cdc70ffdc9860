import type { Report } from '../../harness/result.ts';
import { differenceSentences } from '../differing.ts';
import { componentOf } from '../matrix.ts';
import { printable, wrapped } from '../printable.ts';
import type { Style } from './style.ts';

/** Every (scenario, variant) whose verdict is not the expected one, with what was expected. */
export function differences(report: Report, style: Style): string[] {
  const differing = report.results.filter((result) => !result.asExpected);
  if (differing.length === 0) return [];
  const { paint, width } = style;
  const lines = [paint.bold.red('Verdicts that differ')];
  for (const result of differing) {
    const place = printable(`${componentOf(result)} / ${result.variant} / ${result.title}`);
    lines.push(...wrapped(place, width - 2).map((line) => `  ${line}`));
    for (const sentence of differenceSentences(result)) {
      lines.push(...wrapped(printable(sentence), width - 4).map((line) => `    ${paint.red(line)}`));
    }
  }
  return lines;
}
