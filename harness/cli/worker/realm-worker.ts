import { parentPort, workerData } from 'node:worker_threads';
import { lastingOf, repeatRuns } from '../../explore/leaks.ts';
import { recordRuns } from '../../explore/record-runs.ts';
import { type InstrumentingLoader, instrumentLoaded } from '../../footprint/loader/instrumenting-loader.ts';
import { reducedSpace, type SpaceToReduce } from '../../explore/reduced/reduced-space.ts';
import { recordingRuntime } from '../../footprint/recording/runtime.ts';
import { freezeWorkload } from '../../program/workloads.ts';
import { afterImports } from '../../program/after-imports.ts';
import { Program } from '../../program/program.ts';
import { bindLate } from '../../node/late-binding.ts';
import { answer } from '../../workers/answer.ts';
import { Beacon } from '../../workers/beacon.ts';
import { forbidExit } from '../../workers/forbid-exit.ts';
import { watchedScenario } from '../../workers/watched-scenario.ts';
import { loadOnce } from './load-once.ts';
import type { RealmData, RealmTask } from './realm.ts';

forbidExit();
bindLate();

const { instrumented } = workerData as RealmData;

let loader: InstrumentingLoader | undefined;
let told = 0;

/** Once of each file, and of no consequence but that less is known of it. */
function tellUnreadable(): void {
  for (const { file, why } of loader?.unreadable.slice(told) ?? []) {
    told += 1;
    process.stderr.write(`heddle: ${file} is not taken into account where causes are told in data: ${why}\n`);
  }
}

async function makeRuns(task: RealmTask): Promise<void> {
  const answered = await answer(async () => {
    // Before anything of the code under test is loaded, and TypeScript with it.
    if (instrumented !== undefined)
      loader ??= instrumentLoaded({ root: task.project.root, packages: instrumented });
    const { id, scenario } = await loadOnce(task);
    tellUnreadable();
    if (task.what === 'recorded') {
      const program = new Program(id, scenario, task.variant);
      program.looks = task.looks;
      return afterImports<unknown>(() => recordRuns(program, task.runs));
    }
    const { space } = task;
    if (space !== undefined) {
      const program = new Program(id, scenario, task.variant);
      return afterImports<unknown>(() => reducedSpace(program, frozen(id, space), recordingRuntime()));
    }
    const beacon = new Beacon(task.memory);
    const watched = watchedScenario(scenario, beacon);
    beacon.running = true;
    const program = new Program(id, watched, task.variant);
    program.looks = task.looks;
    const [first] = task.runs;
    return afterImports<unknown>(() =>
      task.what === 'last' && first !== undefined
        ? lastingOf(program, first)
        : repeatRuns(program, task.runs),
    );
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of threads has no origin
  parentPort?.postMessage(answered);
}

function frozen(id: string, space: SpaceToReduce): SpaceToReduce {
  return { ...space, workloads: space.workloads.map((workload) => freezeWorkload(id, workload)) };
}

parentPort?.on('message', (task: RealmTask) => void makeRuns(task));
