import type { Children } from '../child-process/children.ts';
import type { Machine } from '../machine/machine.ts';
import type { StreamHandle } from '../net/stream-handle.ts';
import { kill, type Numbered } from '../processes/kill.ts';
import type { SimulatedProcesses } from '../processes/simulated-processes.ts';
import { inputOf } from '../standard-streams/input.ts';
import type { CapturedOutput } from '../standard-streams/output.ts';
import type { StandIn } from '../standard-streams/standing-in.ts';

/** What of a simulation the process of the scenario's own code reaches. */
interface Around {
  readonly machine: Machine;
  readonly children: Children;
  readonly processes: SimulatedProcesses;
  readonly output: CapturedOutput;
  openPipe(): StreamHandle;
  receive(signal: NodeJS.Signals): void;
}

/**
 * The process of the scenario's own code, as far as `process` has to be stood in for. A class and no closures: V8 keeps
 * hold of those that were called last, and so of the garbage of run after run.
 */
export class OwnProcess implements StandIn, Numbered {
  readonly #around: Around;
  #stdin: object | undefined;

  constructor(around: Around) {
    this.#around = around;
  }

  print(name: 'stdout' | 'stderr', show: (chunk: unknown) => void, args: readonly unknown[]): boolean {
    return this.#around.output.print(name, show, args);
  }

  get stdin(): object {
    const { machine } = this.#around;
    return (this.#stdin ??= inputOf(machine, this.#around.openPipe(), machine.settings.options.stdin ?? ''));
  }

  kill(pid: number, signal: number): number {
    return kill(this, pid, signal);
  }

  child(pid: number): ReturnType<Children['withPid']> {
    return this.#around.children.withPid(pid);
  }

  program(pid: number): ReturnType<SimulatedProcesses['withPid']> {
    return this.#around.processes.withPid(pid);
  }

  own(signal: NodeJS.Signals): void {
    this.#around.receive(signal);
  }
}
