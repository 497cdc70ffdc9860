import type { Report, ReportedRace, ScenarioResult } from '../harness/result.ts';

/** A race with its place in the report. */
export interface RaceOfResult {
  readonly result: Pick<ScenarioResult, 'scenario' | 'title' | 'variant'>;
  readonly race: ReportedRace;
  /** How many other scenarios and variants show one at the same places. */
  readonly elsewhere: number;
}

/** The races of a report: those at the same places as one, those that break something first. */
export function racesOf(report: Pick<Report, 'results'>): readonly RaceOfResult[] {
  const all = report.results.flatMap(({ scenario, title, variant, races = [] }) =>
    races.map((race) => ({ result: { scenario, title, variant }, race })),
  );
  const first = new Map<string, RaceOfResult>();
  for (const { result, race } of all.toSorted((a, b) => rank(a.race) - rank(b.race))) {
    const key = placesOf(race);
    const known = first.get(key);
    first.set(
      key,
      known === undefined ? { result, race, elsewhere: 0 } : { ...known, elsewhere: known.elsewhere + 1 },
    );
  }
  return [...first.values()];
}

/** Whether anybody asked for races. */
export function asksForRaces(report: Pick<Report, 'results'>): boolean {
  return report.results.some(({ races }) => races !== undefined);
}

/** What bringing the write in between did, a clause. */
export function outcomeOfRace({ outcome }: ReportedRace): string {
  return outcome.type === 'nothing'
    ? 'nothing was violated'
    : `${outcome.invariant} broke: ${outcome.message}`;
}

function rank({ outcome }: ReportedRace): number {
  return outcome.type === 'violates' ? 0 : 1;
}

function placesOf({ location, accesses }: ReportedRace): string {
  return JSON.stringify([location, ...accesses.map(({ place }) => place)]);
}
