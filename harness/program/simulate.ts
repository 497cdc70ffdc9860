import { inMacrotask } from '../node/macrotask.ts';
import { takeOver } from '../node/environment.ts';
import { MachineSettings } from '../node/machine/settings.ts';
import { Simulation } from '../node/simulation/simulation.ts';
import type { NodeOptions } from '../core/node-options.ts';
import type { Fault } from '../core/event.ts';
import type { RunObserver } from '../core/observer.ts';
import { type Picker, promptPicker } from '../core/picker.ts';
import { knownKinds } from '../check/kinds.ts';
import type { Checks } from '../core/checks.ts';
import { execute } from '../core/execute.ts';
import { Run } from '../core/run.ts';
import { MAX_STEPS, type RunLimits, TIMER_LATENESS_MS } from '../core/run-limits.ts';
import { Sim } from '../core/sim.ts';

export interface SimulateOptions {
  /** Default: the prompt order. */
  readonly picker?: Picker;
  readonly limits?: Partial<RunLimits>;
  /** Faults that are possible, by operation. */
  readonly menu?: Readonly<Record<string, readonly Fault[]>>;
  readonly observer?: RunObserver;
  /** Whether on a simulated Node, and which. Default: the real one. */
  readonly node?: true | NodeOptions;
}

/** Runs one program once, in a macrotask of its own, and returns the finished run. */
export function simulate(program: (sim: Sim) => Checks | void, options: SimulateOptions = {}): Promise<Run> {
  return inMacrotask(() => {
    const world = takeOver();
    try {
      const limits = {
        maxSteps: MAX_STEPS,
        timerLatenessMs: TIMER_LATENESS_MS,
        entropy: () => 1,
        kinds: knownKinds,
        ...options.limits,
      };
      const run = new Run(world.drain, limits, options.observer);
      const sim = new Sim(run, options.menu);
      const { node, menu } = options;
      const simulation =
        node === undefined ? undefined : new Simulation(run, new MachineSettings(node, menu, true));
      run.node = simulation;
      try {
        execute(run, () => program(sim) ?? (() => []), options.picker ?? promptPicker);
      } finally {
        simulation?.end();
      }
      return run;
    } finally {
      world.release();
    }
  });
}
