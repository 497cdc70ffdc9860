import type { Held } from './frame/hold.ts';

const HEADING = ['service', 'real', 'by hand', 'random', 'observations', 'differences'];

/** What came of each service, a line each. */
export function tableOf(held: ReadonlyMap<string, Held & { readonly version: string }>): string {
  const rows = [...held].map(([name, { version, byHand, random, observations, differing }]) => [
    name,
    version,
    ...[byHand, random, observations, differing.length].map(String),
  ]);
  const all = [HEADING, ...rows];
  const widths = HEADING.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
