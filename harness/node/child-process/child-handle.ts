import { type Scope, storage } from '../../core/async-storage.ts';
import type { CommandResult } from '../../core/command.ts';
import type { Event, Fault } from '../../core/event.ts';
import { misuse } from '../../core/misuse.ts';
import type { SpawnOptions } from '../bindings/child-handle.ts';
import { type Machine, TURN_MS } from '../machine/machine.ts';
import { errnoOf } from '../machine/native-error.ts';
import { type ChildStream, openChildStream } from './child-stream.ts';
import type { Program } from './program.ts';
import { signalOf } from './signals.ts';

/** What a handle needs of those around it. */
export interface Family {
  nextPid(handle: ChildHandle): number;
  /** The number of an error where it cannot be started. */
  find(options: SpawnOptions): Program | number;
}

/** Stands for the native `Process`. */
export class ChildHandle {
  pid = 0;
  onexit: ((code: number, signal: string) => void) | undefined = undefined;
  readonly #machine: Machine;
  readonly #family: Family;
  readonly #scope: Scope | undefined;
  readonly #task;
  #program: Program | undefined;
  #streams: readonly ChildStream[] = [];
  /** What happens next to it. */
  #next: Event | undefined;
  #isReferenced = true;
  #hasExited = false;
  /** Whether its parent knows. */
  #isReaped = false;

  constructor(machine: Machine, family: Family) {
    this.#machine = machine;
    this.#family = family;
    this.#task = machine.run.current;
    this.#scope = storage.contexts?.capture();
  }

  /** From Node 24 on the options come one by one. */
  spawn(...given: readonly unknown[]): number {
    const options = given.length === 1 ? (given[0] as SpawnOptions) : oneByOne(given);
    if (options.stdio.some(({ ipc }) => ipc === true))
      misuse(
        this.#machine.run,
        'child_process.fork is not simulated: declare the other program with sim.process, or give its command a script.',
      );
    const program = this.#family.find(options);
    if (typeof program === 'number') return program;
    this.#program = program;
    this.pid = this.#family.nextPid(this);
    this.#streams = options.stdio.map((stdio, i) => openChildStream(this.#machine, stdio, i, program.title));
    const [stdin] = this.#streams;
    if (program.readsStdin) stdin?.readAll((bytes) => this.#begin(bytes));
    else this.#begin(Buffer.alloc(0));
    return 0;
  }

  #begin(stdin: Buffer): void {
    if (this.#hasExited) return;
    this.#issue('process.run', undefined, (fault) => {
      const result = fault === undefined ? this.#program?.run(stdin) : failure(fault);
      const { stdout = '', stderr = '' } = result ?? {};
      for (const [i, output] of [stdout, stderr].entries())
        if (output.length > 0) this.#streams[i + 1]?.write(Buffer.from(output as Uint8Array));
      this.#exitWith(result ?? {});
    });
  }

  /** Its ends of the pipes are closed before anybody is told that it has exited. */
  #exitWith({ code = 0, signal, ms = TURN_MS }: CommandResult): void {
    this.#issue('process.exit', typeof ms === 'number' ? [ms, ms] : ms, () => {
      this.#hasExited = true;
      for (const stream of this.#streams) stream.close();
      this.#issue('process.exited', TURN_MS, () => {
        this.#isReaped = true;
        this.#call(() => this.onexit?.(signal === undefined ? code : 0, signal ?? ''));
      });
    });
  }

  /** @param signal its number */
  kill(signal: number): number {
    if (this.#isReaped || this.#program === undefined) return errnoOf('ESRCH');
    if (this.#hasExited) return 0;
    const name = signalOf(signal);
    if (name === undefined || (name !== 'SIGKILL' && this.#program.ignores.includes(name))) return 0;
    if (this.#next !== undefined) this.#machine.run.pending.withdraw(this.#next);
    this.#exitWith({ signal: name });
    return 0;
  }

  #issue(
    name: string,
    latencyMs: readonly [number, number] | undefined,
    complete: (fault: Fault | undefined) => void,
  ): void {
    this.#next = this.#machine.issue({
      name,
      key: this.#program?.title,
      task: this.#task,
      live: this.#isReferenced,
      ...(latencyMs !== undefined && { latencyMs }),
      complete,
    });
  }

  #call(work: () => void): void {
    if (this.#scope === undefined) work();
    else this.#scope(work);
  }

  close(callback?: () => void): void {
    if (callback === undefined) return;
    const complete = (): void => this.#call(() => callback.call(this));
    this.#machine.issue({
      name: 'process.close',
      key: this.#program?.title,
      task: this.#task,
      latencyMs: TURN_MS,
      complete,
    });
  }

  ref(): void {
    this.#reference(true);
  }

  unref(): void {
    this.#reference(false);
  }

  #reference(isReferenced: boolean): void {
    this.#isReferenced = isReferenced;
    if (this.#next !== undefined) this.#machine.run.pending.setLive(this.#next, isReferenced);
  }

  hasRef(): boolean {
    return this.#isReferenced && !this.#isReaped;
  }

  getAsyncId(): number {
    return 0;
  }
}

function oneByOne([file, args, cwd, envPairs, stdio]: readonly unknown[]): SpawnOptions {
  return { file, args, cwd, envPairs, stdio } as SpawnOptions;
}

/** A fault of the menu is a signal, or the code that it exits with. */
function failure(fault: Fault): CommandResult {
  return fault.startsWith('SIG') ? { signal: fault as NodeJS.Signals } : { code: Number(fault) };
}
