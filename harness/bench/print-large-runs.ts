import type { LargeRun } from './large-runs.ts';
import { formatCount, formatTable } from './table.ts';

export function formatLargeRuns(runs: readonly LargeRun[]): string {
  return [
    formatTable(
      ['large runs, µs per step', 'tasks', 'steps', 'run', 'record', 'trace', 'replay'],
      runs.map(({ program, tasks, steps, ...ms }) => [
        program,
        formatCount(tasks),
        formatCount(steps),
        ...[ms.runMs, ms.recordMs, ms.traceMs, ms.replayMs].map((each) =>
          ((each * 1_000) / steps).toFixed(1),
        ),
      ]),
    ),
    '',
    'run: the prompt order. The others: 16 calls held until those of later tasks; a trace keeps the last 400 steps.',
  ].join('\n');
}
