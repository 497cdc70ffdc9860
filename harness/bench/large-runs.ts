import { firstKept } from '../program/first-kept.ts';
import type { Sim } from '../core/sim.ts';
import { promptPicker } from '../core/picker.ts';
import { Program } from '../program/program.ts';
import type { Schedule } from '../schedule/exceptions.ts';
import { Replayer } from '../schedule/replayer.ts';
import { type Scenario, scenario } from '../scenario.ts';

const TASKS = [100, 1_000, 10_000];
const HOLDS = 16;
const WARM_TASKS = 2_000;
const CALL = 'call';

/** Captured at load: inside a slice the clock of `process` tells virtual time. */
const hrtime = process.hrtime.bigint.bind(process.hrtime);

/** Programs of n tasks that are all under way at once. */
export const largePrograms: Readonly<Record<string, (sim: Sim, tasks: number) => void>> = {
  'windows that end, timers': (sim, tasks) => {
    const call = sim.operation(CALL);
    const read = sim.operation('read', { effect: 'split' });
    for (let i = 0; i < tasks; i++) {
      sim.task(`t${i}`, async () => {
        await call.call(undefined, () => {});
        await new Promise((resolve) => setTimeout(resolve, 1 + (i % 17)));
        await read.call(i % 10, () => {});
      });
    }
  },
  'any order of completions': (sim, tasks) => {
    const call = sim.operation(CALL, { latencyMs: [0, Infinity] });
    for (let i = 0; i < tasks; i++) {
      sim.task(`t${i}`, async () => {
        for (let n = 0; n < 4; n++) await call.call(undefined, () => {});
      });
    }
  },
};

export function largeScenario(name: string, tasks: number): Scenario {
  const system = { id: 'bench', variants: { only: largePrograms[name] } };
  return scenario(`${name}: ${tasks} tasks`, system, {
    invariants: [],
    expect: {},
    maxSteps: 10 * tasks,
    run(sim, begin) {
      begin?.(sim, tasks);
      return () => [];
    },
  });
}

/** Some tasks' first calls, held until those of tasks that began long after. */
export function heldThroughout(tasks: number): Schedule {
  const width = tasks / HOLDS;
  return Array.from({ length: HOLDS }, (_, i) => ({
    type: 'hold',
    event: `t${Math.floor(i * width)}: ${CALL}#1`,
    until: `t${Math.floor((i + 1) * width) - 1}: ${CALL}#1`,
  }));
}

export interface LargeRun {
  readonly program: string;
  readonly tasks: number;
  readonly steps: number;
  /** Real milliseconds of one run. */
  readonly runMs: number;
  readonly recordMs: number;
  readonly traceMs: number;
  readonly replayMs: number;
}

/** What one run costs, the least of `rounds` or, where it is small, more: prompt; with holds, written down; traced as a report does; replayed. */
export async function measureLargeRuns(rounds: number): Promise<LargeRun[]> {
  const measured: LargeRun[] = [];
  for (const name of Object.keys(largePrograms)) {
    for (const tasks of TASKS) {
      const program = new Program('bench/large', largeScenario(name, tasks), 'only');
      measured.push(await program.inSlice(() => measure(program, name, tasks, rounds)));
    }
  }
  return measured;
}

function measure(program: Program, name: string, tasks: number, rounds: number): LargeRun {
  const workload = {};
  const run = program.run(workload, promptPicker);
  const proposal = heldThroughout(tasks);
  const { schedule } = program.follow(workload, proposal);
  // Small runs are soon over, and the first of them slow.
  const times = rounds * Math.max(1, WARM_TASKS / tasks);
  return {
    program: name,
    tasks,
    steps: run.step,
    runMs: leastMs(times, () => program.run(workload, promptPicker)),
    recordMs: leastMs(times, () => program.follow(workload, proposal)),
    traceMs: leastMs(times, () => program.trace(workload, new Replayer(schedule), firstKept(run))),
    replayMs: leastMs(times, () => program.run(workload, new Replayer(schedule))),
  };
}

function leastMs(times: number, work: () => unknown): number {
  let least = Infinity;
  for (let i = 0; i < times; i++) {
    const startedAt = hrtime();
    work();
    least = Math.min(least, Number(hrtime() - startedAt) / 1e6);
  }
  return Math.round(least * 100) / 100;
}
