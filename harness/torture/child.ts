/*
 * Explores a part of all scenarios as many times as it is asked to, in this one process, and prints the digests: an
 * array for each time, on one line of standard output.
 */
import { type Exploration, explorations } from '../cli/project/select.ts';
import { findProject } from '../cli/project/project.ts';
import { findScenarioFiles } from '../cli/project/scenario-files.ts';
import { loadScenarios } from '../cli/project/load-scenarios.ts';
import { explore } from '../explore/explore.ts';
import { simulatesNode } from '../scenario.ts';
import { digestOf, type ExplorationDigest } from './digest.ts';

/** What a child is asked for: the one argument, as JSON. */
export interface ChildTask {
  readonly seed: number;
  /** Over all explorations of all parts. */
  readonly schedules: number;
  readonly times: number;
  readonly only: string;
  /** Whether those that run on a simulated Node, or the others. */
  readonly simulatesNode: boolean;
  /** Every `of`-th exploration, from the `part`-th, 0 to `of` − 1. */
  readonly part: number;
  readonly of: number;
}

const { part, of, ...task } = JSON.parse(process.argv[2] ?? '') as ChildTask;
const { seed, schedules, times, only } = task;
const project = findProject(process.cwd());
const files = findScenarioFiles(project.root).filter(({ id }) => id.includes(only));
const all = explorations(await loadScenarios(project, files), {});
const runs = Math.ceil(schedules / all.length);
const chosen = all.filter(({ scenario }) => simulatesNode(scenario) === task.simulatesNode);
for (let time = 0; time < times; time++) {
  const digests: ExplorationDigest[] = [];
  for (let at = part; at < chosen.length; at += of) {
    const { id, scenario, variant } = chosen[at] as Exploration;
    digests.push(digestOf(await explore(id, scenario, variant, { seed, runs })));
  }
  process.stdout.write(`${JSON.stringify(digests)}\n`);
}
