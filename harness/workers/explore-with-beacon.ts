import { explore } from '../explore/explore.ts';
import type { ExploreOptions } from '../explore/explore-options.ts';
import type { ScenarioResult } from '../result.ts';
import type { Scenario } from '../scenario.ts';
import type { Beacon } from './beacon.ts';
import { watchedScenario } from './watched-scenario.ts';

/** What an exploration is asked for: plain data. */
export type ExplorePlan = Omit<
  ExploreOptions,
  'signal' | 'onProgress' | 'beacon' | 'stopAfter' | 'look' | 'shrink' | 'elsewhere'
>;

/** What an earlier try has shown not to come back. */
export interface Detour {
  /** Schedules that are made; the next would not come back. All, where it is undefined. */
  readonly stopAfter: number | undefined;
  /** Whether it is tried how else failures may go, and on other variants. */
  readonly look: boolean;
  /** Whether failures are made smaller, which takes runs that nobody has made yet. */
  readonly shrink: boolean;
}

/** Runs on the worker: explores, and keeps the beacon up to date. */
export function exploreWithBeacon(
  { id, scenario, variant }: { readonly id: string; readonly scenario: Scenario; readonly variant: string },
  plan: ExplorePlan & Pick<ExploreOptions, 'elsewhere'>,
  { stopAfter, look, shrink }: Detour,
  beacon: Beacon,
): Promise<ScenarioResult> {
  const interrupt = new AbortController();
  if (beacon.stopped) interrupt.abort();
  beacon.begin();
  return explore(id, watchedScenario(scenario, beacon), variant, {
    ...plan,
    ...(stopAfter === undefined ? {} : { stopAfter }),
    look,
    shrink,
    signal: interrupt.signal,
    beacon: (seed) => beacon.announce(seed),
    onProgress: (done, total) => {
      beacon.advance(done, total);
      if (beacon.stopped) interrupt.abort();
    },
  });
}
