import { misuse } from '../../core/misuse.ts';
import type { ProcessHandle, ProcessOptions, ProcessProgram } from '../../core/process-handle.ts';
import type { Run } from '../../core/run.ts';
import { entryPointOf } from './entry-point.ts';
import { SimulatedProcess } from './simulated-process.ts';

/** Above all numbers that Linux gives, which end at 2²²: the real process has one of these. */
const FIRST_PID = 5_000_001;

/** The processes of a run, beside that of the scenario's own code. */
export class SimulatedProcesses {
  readonly #run: Run;
  readonly #byPid: SimulatedProcess[] = [];
  /** Node asks the system for each variable: once a run is enough. */
  #env: Readonly<Record<string, string | undefined>> | undefined;

  constructor(run: Run) {
    this.#run = run;
  }

  /** @throws Error, as a misuse, where there is one of that name, or nothing to run */
  declare(name: string, program: ProcessProgram, options: ProcessOptions = {}): ProcessHandle {
    const run = this.#run;
    if (typeof name !== 'string' || name === '') misuse(run, 'sim.process(name, program) got no name.');
    if (this.#byPid.some((known) => known.name === name))
      misuse(run, `Two processes are called '${name}'; give each a name of its own.`);
    run.limits.processes?.add(name);
    const entry = entryPointOf(run, name, program, options.shared ?? []);
    const env = (this.#env ??= { ...process.env });
    return new SimulatedProcess(run, name, entry, options, {
      env,
      nextPid: (process) => FIRST_PID - 1 + this.#byPid.push(process),
      withPid: (pid) => this.withPid(pid),
    });
  }

  withPid(pid: number): SimulatedProcess | undefined {
    const process = this.#byPid[pid - FIRST_PID];
    return process?.pid === pid ? process : undefined;
  }
}
