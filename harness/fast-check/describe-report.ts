import type { SchedulerReportItem } from 'fast-check';

/** The template ends at a backtick, and a `${` in it would be code. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
}

/**
 * What a scheduler did, as fast-check writes it: the call of `schedulerFor` that does the same again.
 * @param story sentences that stand above it
 */
export function describeReport(
  report: readonly SchedulerReportItem[],
  story: readonly string[] = [],
): string {
  const lines = [...story.map((line) => escaped(line.replaceAll('`', "'"))), ...report.map(lineOf)];
  return `schedulerFor()\`\n${lines.join('\n')}\``;
}

function lineOf({ taskId, schedulingType, label, status, outputValue }: SchedulerReportItem): string {
  const what = label === '' ? schedulingType : `${schedulingType}::${label}`;
  const value = outputValue === undefined ? '' : ` with value ${outputValue}`;
  return `-> [task\${${taskId}}] ${escaped(`${what} ${status}${value}`)}`;
}
