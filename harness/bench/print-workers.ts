import { formatCount, formatRatio, formatTable } from './table.ts';
import { overall, type WorkersSpeed } from './workers.ts';

const ASKED_RATIO = 1.7;

export function formatWorkers(byCase: ReadonlyMap<string, WorkersSpeed>): string {
  const { ratio, ratioPerCpu } = overall([...byCase.values()]);
  return [
    formatTable(
      ['schedules/s on worker threads, medians', 'one', 'two', 'two/one', 'per CPU second'],
      [...byCase].map(([name, speed]) => [
        name,
        formatCount(speed.one),
        formatCount(speed.two),
        formatRatio(speed.ratio),
        formatRatio(speed.ratioPerCpu),
      ]),
    ),
    '',
    `two / one: median ${formatRatio(ratio)} (asked: at least ${ASKED_RATIO}): ${ratio >= ASKED_RATIO ? 'kept' : 'BROKEN'}; per CPU second, whatever else the machine does: ${formatRatio(ratioPerCpu)}`,
  ].join('\n');
}
