import { type ReplayResult, replaySchedule, replaySeed } from '../../replay/replay.ts';
import type { ScenarioResult } from '../../result.ts';
import { type Answer, answer, type Message } from '../../workers/answer.ts';
import { Beacon } from '../../workers/beacon.ts';
import { type Detour, type ExplorePlan, exploreWithBeacon } from '../../workers/explore-with-beacon.ts';
import { forbidExit } from '../../workers/forbid-exit.ts';
import { watchedScenario } from '../../workers/watched-scenario.ts';
import { type LoadedScenario, loadScenarios } from '../project/load-scenarios.ts';
import type { Project } from '../project/project.ts';
import type { ReplayTarget } from '../../replay/replay-target.ts';
import type { ScenarioFile } from '../project/scenario-files.ts';

/** Where a worker finds a scenario: it loads it itself, since code does not cross threads. */
export interface ScenarioSource {
  readonly project: Project;
  readonly file: ScenarioFile;
}

export interface ExploreTask extends ScenarioSource {
  readonly variant: string;
  readonly plan: ExplorePlan;
  readonly detour: Detour;
}

export interface ReplayTask extends ScenarioSource {
  readonly target: ReplayTarget;
}

forbidExit();

const loaded = new Map<string, Promise<LoadedScenario>>();

export function exploreTask({ task, memory, trail }: Message<ExploreTask>): Promise<Answer<ScenarioResult>> {
  return answer(async () => {
    const { id, scenario } = await load(task);
    return exploreWithBeacon(
      { id, scenario, variant: task.variant },
      task.plan,
      task.detour,
      new Beacon(memory, trail),
    );
  });
}

export function replayTask({ task, memory, trail }: Message<ReplayTask>): Promise<Answer<ReplayResult>> {
  return answer(async () => {
    const { target } = task;
    const { id, scenario } = await load(task);
    const beacon = new Beacon(memory, trail);
    const watched = watchedScenario(scenario, beacon);
    beacon.begin();
    return target.type === 'seed'
      ? replaySeed(id, watched, target.variant, target.seed)
      : replaySchedule(id, watched, target.variant, target);
  });
}

function load({ project, file }: ScenarioSource): Promise<LoadedScenario> {
  const known = loaded.get(file.file);
  if (known !== undefined) return known;
  const loading = loadScenarios(project, [file]).then(([only]) => only as LoadedScenario);
  loaded.set(file.file, loading);
  return loading;
}
