import type { Report } from '../../harness/result.ts';
import { groupBy } from '../matrix.ts';
import { printable, wrapped } from '../printable.ts';
import type { Style } from './style.ts';

/** What fault menus name and no run of any variant had: variants share a menu, so it may be another's. */
export function unmetFaults(report: Report, { paint, width }: Style): string[] {
  const ran = report.results.filter(({ exploration }) => exploration.schedules > 0);
  return groupBy(ran, ({ scenario }) => scenario).flatMap(([scenario, results]) => {
    const [first = [], ...others] = results.map(({ exploration }) => exploration.unmetFaults ?? []);
    const unmet = first.filter((name) => others.every((names) => names.includes(name)));
    if (unmet.length === 0) return [];
    const text = `${scenario}: its fault menu names ${unmet.join(' and ')}, which no run has.`;
    return wrapped(printable(text), width).map((line) => paint.yellow(line));
  });
}
