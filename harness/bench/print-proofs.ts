import type { DepthMeasurement } from './depth-bound.ts';
import type { ExactCount } from './exact-counts.ts';
import { formatCount, formatTable } from './table.ts';

export function formatExactCounts(counts: readonly ExactCount[]): string {
  return formatTable(
    ['complete enumeration', 'asked', 'runs', 'distinct', 'seconds', ''],
    counts.map(({ tasks, events, expected, runs, distinct, seconds }) => [
      `${tasks} independent tasks of ${events} events`,
      formatCount(expected),
      formatCount(runs),
      formatCount(distinct),
      seconds.toFixed(1),
      runs === expected && distinct === expected ? 'kept' : 'BROKEN',
    ]),
  );
}

export function formatDepthBounds(measured: readonly DepthMeasurement[]): string {
  return formatTable(
    [
      'PCTCP on a bug of depth d',
      'events n',
      'width w',
      'trials',
      'hits',
      'frequency',
      '99 % interval',
      '1/(w² n^(d−1))',
      '',
    ],
    measured.map(({ depth, events, width, trials, hits, frequency, interval, bound, holds }) => [
      `pctcp-${depth}, d = ${depth}`,
      String(events),
      String(width),
      formatCount(trials),
      formatCount(hits),
      frequency.toFixed(5),
      `${interval.low.toFixed(5)} to ${interval.high.toFixed(5)}`,
      bound.toFixed(5),
      holds ? 'kept' : 'BROKEN',
    ]),
  );
}
