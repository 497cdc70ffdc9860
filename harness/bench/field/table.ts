import type { FieldRace } from './benchmark.ts';
import type { FieldRuns } from './measure.ts';

/** The figures of one race, as rows of a table in Markdown; those of the papers beside what was measured. */
export function fieldTable(measured: ReadonlyMap<FieldRace, FieldRuns>): string {
  const rows = [...measured].map(
    ([{ program, issue, published }, { runs, failing, firstFailure, seconds }]) => [
      `${program} (${issue})`,
      firstFailure ?? '–',
      share(failing / runs),
      Math.round(runs / seconds).toLocaleString('en-US'),
      published.nodeFz === undefined ? '–' : share(published.nodeFz),
      share(published.nodeRacer),
      share(published.nacd),
      published.secondsOfRun.toFixed(1),
    ],
  );
  const heading = ['race', 'first failing run', 'share of failing runs', 'runs per CPU second'];
  const others = ['Node.fz', 'NodeRacer', 'NACD', 'NACD, seconds a run'];
  return table([...heading, ...others], rows);
}

/** Those for which there is no scenario, with the reason. */
export function missingTable(races: readonly FieldRace[]): string {
  const rows = races.flatMap(({ program, issue, published, here }) =>
    typeof here === 'string' ? [[`${program} (${issue})`, share(published.nacd), here]] : [],
  );
  return table(['not here', 'NACD', 'why'], rows);
}

function share(value: number): string {
  return value.toFixed(2);
}

function table(heading: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [heading, heading.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`);
  return lines.join('\n');
}
