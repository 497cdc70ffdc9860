import type { Event, Fault } from '../core/event.ts';
import type { Run } from '../core/run.ts';
import { Tracer } from '../trace/tracer.ts';
import type { Scenario } from '../scenario.ts';
import { Replayer } from '../schedule/replayer.ts';
import { afterImports } from '../program/after-imports.ts';
import { Program } from '../program/program.ts';
import type { ReplayInput } from './replay.ts';
import { freezeWorkload } from '../program/workloads.ts';

/**
 * Runs a schedule again and stops in the debugger right before the given step is delivered: the next thing that runs is
 * what that step does. Without a debugger, it does not stop.
 * @param step from 1; 0 stops before the run is set up
 */
export async function replayToBreakpoint(
  id: string,
  scenario: Scenario,
  variant: string,
  { workload, schedule }: Pick<ReplayInput, 'workload' | 'schedule'>,
  step: number,
): Promise<void> {
  const program = new Program(id, scenario, variant);
  const frozen = freezeWorkload(id, workload);
  const trace = (): Promise<unknown> =>
    program.inSlice(() => {
      // oxlint-disable-next-line no-debugger -- this is what it is for
      if (step === 0) debugger;
      return program.trace(frozen, new Replayer(schedule), 0, new Breakpoint(step));
    });
  await afterImports(trace);
}

class Breakpoint extends Tracer {
  readonly #step: number;
  #passed = false;

  constructor(step: number) {
    super();
    this.#step = step;
  }

  /** A step that only cancels delivers nothing, so that the next one that does is where it stops. */
  override delivering(run: Run, event: Event, fault: Fault | undefined): void {
    super.delivering(run, event, fault);
    if (this.#passed || run.step < this.#step || this.#step === 0) return;
    this.#passed = true;
    // oxlint-disable-next-line no-debugger -- this is what it is for
    debugger;
  }
}
