import { bindLate } from '../../node/late-binding.ts';
import { withDataOfReplay } from '../../replay/data-of-replay.ts';
import { type ReplayResult, replaySchedule, replaySeed } from '../../replay/replay.ts';
import type { ScenarioResult } from '../../result.ts';
import { type Answer, answer, type Message } from '../../workers/answer.ts';
import { Beacon } from '../../workers/beacon.ts';
import { type Detour, type ExplorePlan, exploreWithBeacon } from '../../workers/explore-with-beacon.ts';
import { forbidExit } from '../../workers/forbid-exit.ts';
import { watchedScenario } from '../../workers/watched-scenario.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import { elsewhereOf } from './elsewhere.ts';
import { loadOnce, type ScenarioSource } from './load-once.ts';

export interface ExploreTask extends ScenarioSource {
  readonly variant: string;
  readonly plan: ExplorePlan;
  readonly detour: Detour;
}

export interface ReplayTask extends ScenarioSource {
  readonly target: ReplayTarget;
  /** Whether all steps are to be shown, however many. */
  readonly full: boolean;
  /** Whether the cause of a failure is told in data, too. */
  readonly data: boolean;
}

forbidExit();
bindLate();

export function exploreTask({ task, memory, trail }: Message<ExploreTask>): Promise<Answer<ScenarioResult>> {
  return answer(async () => {
    const { id, scenario } = await loadOnce(task);
    const { project, file, variant, plan, detour } = task;
    const { instrument = [] } = scenario;
    const elsewhere = elsewhereOf({ project, file, variant, instrument }, memory);
    return exploreWithBeacon(
      { id, scenario, variant },
      { ...plan, elsewhere },
      detour,
      new Beacon(memory, trail),
    );
  });
}

export function replayTask({ task, memory, trail }: Message<ReplayTask>): Promise<Answer<ReplayResult>> {
  return answer(async () => {
    const { target, project, file } = task;
    const { variant } = target;
    const kept = task.full ? { stepsMax: Infinity } : {};
    const { id, scenario } = await loadOnce(task);
    const beacon = new Beacon(memory, trail);
    const watched = watchedScenario(scenario, beacon);
    beacon.begin();
    const result = await (target.type === 'seed'
      ? replaySeed(id, watched, variant, target.seed, kept.stepsMax)
      : replaySchedule(id, watched, variant, { ...target, ...kept }));
    if (!task.data) return result;
    const { instrument = [] } = scenario;
    const { recorded } = elsewhereOf({ project, file, variant, instrument }, memory);
    const expected = target.type === 'seed' ? undefined : target.expected;
    return withDataOfReplay({ id, scenario: watched, variant }, result, expected, recorded);
  });
}
