import { type LoadedScenario, loadScenarios } from '../project/load-scenarios.ts';
import type { Project } from '../project/project.ts';
import type { ScenarioFile } from '../project/scenario-files.ts';

/** Where a worker finds a scenario: it loads it itself, since code does not cross threads. */
export interface ScenarioSource {
  readonly project: Project;
  readonly file: ScenarioFile;
}

const loaded = new Map<string, Promise<LoadedScenario>>();

/** Loads a scenario, each file once on a thread. */
export function loadOnce({ project, file }: ScenarioSource): Promise<LoadedScenario> {
  const known = loaded.get(file.file);
  if (known !== undefined) return known;
  const loading = loadScenarios(project, [file]).then(([only]) => only as LoadedScenario);
  loaded.set(file.file, loading);
  return loading;
}
