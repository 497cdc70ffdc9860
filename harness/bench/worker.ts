import type { ScenarioResult } from '../result.ts';
import { type Answer, answer, type Message } from '../workers/answer.ts';
import { Beacon } from '../workers/beacon.ts';
import { exploreWithBeacon } from '../workers/explore-with-beacon.ts';
import { cases } from './cases/index.ts';
import { scenarioOfCase } from './peers/scenario-of-case.ts';

/** One exploration of a case, as `heddle run` would make it. */
export interface CaseTask {
  /** A case's name. */
  readonly name: string;
  readonly seed: number;
  /** Schedules. */
  readonly runs: number;
}

/** Runs on a worker thread. */
export function exploreCase({ task, memory }: Message<CaseTask>): Promise<Answer<ScenarioResult>> {
  return answer(async () => {
    const { name, seed, runs } = task;
    const one = cases.find((candidate) => candidate.name === name);
    if (one === undefined) throw new Error(`There is no case "${name}".`);
    const asked = { id: `bench/${name}`, scenario: scenarioOfCase(one), variant: 'only' };
    return exploreWithBeacon(
      asked,
      { seed, runs },
      { stopAfter: undefined, look: true, shrink: true },
      new Beacon(memory),
    );
  });
}
