import type { ScenarioResult } from '../../harness/result.ts';

/** What `heddle run --strategy all` came to with one story. */
export interface ExploredStory {
  readonly story: string;
  readonly variant: string;
  readonly verdict: ScenarioResult['verdict'];
  /** Runs of the plain enumeration. */
  readonly plainRuns: number;
  /** Whether that came to its end, and the verdict rests on it. */
  readonly plainEnded: boolean;
  readonly reduced?: ScenarioResult['exploration']['reduced'];
  /** Why the whole says nothing. */
  readonly reason?: string;
  /** Real seconds, of which the rest is loading. */
  readonly seconds: number;
}

export function storyOf({ scenario, variant, verdict, exploration, ...rest }: ScenarioResult): ExploredStory {
  const { schedules, reduced } = exploration;
  const { reason, timing } = rest;
  return {
    story: scenario,
    variant,
    verdict,
    plainRuns: schedules,
    plainEnded: verdict === 'exhausted' && reduced === undefined,
    ...(reduced !== undefined && { reduced }),
    ...(reason !== undefined && { reason }),
    seconds: timing.durationMs / 1_000,
  };
}
