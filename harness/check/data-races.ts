import type { CheckResult } from '../core/finding.ts';
import { held, violated } from './check-result.ts';

export const raceKinds = {
  'data-race': 'Two accessed the same memory at once, one of them wrote, and nothing synchronised them.',
} as const;

/** What a race detector found; `DataRaces` of the simulated world is one. */
export interface RacesFound {
  /** In the order in which they happened. */
  readonly found: readonly {
    readonly cell: string;
    readonly accesses: readonly [string, string];
    readonly step: number;
  }[];
}

/** No two accesses of one cell were under way at once unless both read or both are atomic: `no-data-race`. */
export function noDataRace(races: RacesFound): CheckResult {
  const [first] = races.found;
  if (first === undefined) return held('no-data-race');
  const { cell, accesses, step } = first;
  const message = `${accesses[0]} and ${accesses[1]} accessed ${cell} at once`;
  return violated('no-data-race', 'data-race', message, step);
}
