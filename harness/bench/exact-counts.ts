import fc from 'fast-check';
import type { Case } from './cases/case.ts';
import { everyRun } from './peers/every-run.ts';
import { programOfCase } from './peers/heddle.ts';

/** A space of known size, explored to its end. */
export interface ExactCount {
  readonly tasks: number;
  /** Events of each task; its start is the first. */
  readonly events: number;
  /** (tasks · events)! / events!^tasks */
  readonly expected: number;
  readonly runs: number;
  /** Different orderings. */
  readonly distinct: number;
  readonly seconds: number;
}

const RUNS_PER_SLICE = 5_000;

/** Two tasks of five events, three of four, and three of five unless `quick`. */
export async function measureExactCounts(quick: boolean): Promise<ExactCount[]> {
  const spaces = [
    { tasks: 2, events: 5, expected: 252 },
    { tasks: 3, events: 4, expected: 34_650 },
    { tasks: 3, events: 5, expected: 756_756 },
  ];
  const counts: ExactCount[] = [];
  for (const space of quick ? spaces.slice(0, 2) : spaces) {
    const startedMs = performance.now();
    const { runs, distinct } = await enumerate(independentTasks(space.tasks, space.events));
    counts.push({ ...space, runs, distinct, seconds: (performance.now() - startedMs) / 1000 });
  }
  return counts;
}

/** Tasks that share nothing, of so many events each. */
export function independentTasks(tasks: number, events: number): Case {
  return {
    name: `${tasks} tasks of ${events} events`,
    usual: {},
    workload: fc.constant({}),
    run(world) {
      const step = world.operation('step');
      for (let t = 0; t < tasks; t++) {
        world.task(`t${t}`, async () => {
          for (let n = 1; n < events; n++) await step('', () => {});
        });
      }
      return () => undefined;
    },
  };
}

async function enumerate(one: Case): Promise<{ readonly runs: number; readonly distinct: number }> {
  const program = programOfCase(one);
  const all = everyRun(program, (picker) => program.run(one.usual, picker).hashOrder(0));
  const orderings = new Set<number>();
  let runs = 0;
  for (let more = true; more;) {
    await program.inSlice(() => {
      for (let i = 0; i < RUNS_PER_SLICE && more; i++) {
        const step = all.next();
        if (step.done === true) more = false;
        else {
          orderings.add(step.value);
          runs += 1;
        }
      }
    });
  }
  return { runs, distinct: orderings.size };
}
