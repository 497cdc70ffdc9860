import { bySignature, type Failure, type FailureGroup } from '../failures.ts';
import { groupBy } from '../matrix.ts';
import { counted } from '../wording.ts';
import { failureLine, failureText } from './failure.ts';
import type { Style } from './style.ts';

const LINES_FOR_EACH_COMPONENT_MOST = 10;

/** Expected failures: the first of each component in full, the others on a line each. */
export function expectedFailures(failures: readonly Failure[], reportPath: string, style: Style): string[] {
  const expected = bySignature(failures).filter((failure) => failure.expected);
  if (expected.length === 0) return [];
  const { paint } = style;
  const lines = [paint.bold('Found, as expected')];
  for (const [component, found] of groupBy(expected, (failure) => failure.component)) {
    const example = simplest(found);
    const others = found.filter((failure) => failure !== example);
    const shown = others.slice(0, LINES_FOR_EACH_COMPONENT_MOST);
    lines.push('', ...failureText(example, reportPath, style));
    if (shown.length > 0)
      lines.push('', `also in ${component}:`, ...shown.map((failure) => failureLine(failure, style)));
    const hidden = others.length - shown.length;
    if (hidden > 0) lines.push(paint.dim(`      and ${hidden} more, all of them in the report`));
  }
  if (expected.length > 1) {
    lines.push(
      '',
      paint.dim('see any of them, by its number: ') + paint.cyan(`npx heddle replay ${reportPath}#<n>`),
    );
  }
  return lines;
}

/** The one that is told with the fewest exceptions and steps, and can be replayed from a token. */
function simplest(failures: readonly FailureGroup[]): FailureGroup {
  return failures.reduce((best, failure) => (isSimpler(failure, best) ? failure : best));
}

function isSimpler({ finding: a }: Failure, { finding: b }: Failure): boolean {
  const replayable = Number(b.token === undefined) - Number(a.token === undefined);
  // What fails when everything is prompt is no race, and so no example of one.
  const race = Number(b.schedule.length === 0) - Number(a.schedule.length === 0);
  const shorter = (): number => b.schedule.length - a.schedule.length || b.steps.length - a.steps.length;
  return (replayable || race || shorter()) > 0;
}

/** Failures that nobody expected, each in full. */
export function unexpectedFailures(failures: readonly Failure[], reportPath: string, style: Style): string[] {
  const unexpected = bySignature(failures).filter((failure) => !failure.expected);
  if (unexpected.length === 0) return [];
  return [
    style.paint.bold.red(`Not expected: ${counted(unexpected.length, 'failure')}`),
    ...unexpected.flatMap((failure) => ['', ...failureText(failure, reportPath, style)]),
  ];
}
