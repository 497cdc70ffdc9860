import type { CommandResult } from '../../core/command.ts';
import { misuse } from '../../core/misuse.ts';
import type { ChildAnswers, SpawnOptions, SpawnSyncResult } from '../bindings/child-handle.ts';
import type { Machine } from '../machine/machine.ts';
import { errnoOf } from '../machine/native-error.ts';
import { ChildHandle, type Family } from './child-handle.ts';
import { openChildStream } from './child-stream.ts';
import { findProgram, NeedsShell, type Program } from './program.ts';
import { signalOf } from './signals.ts';

/** Above all numbers that Linux gives, and those of simulated processes. */
const FIRST_PID = 6_000_000;

/** The child processes of a run. */
export class Children implements ChildAnswers, Family {
  readonly #machine: Machine;
  readonly #handles: ChildHandle[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  open(): ChildHandle {
    return new ChildHandle(this.#machine, this);
  }

  nextPid(handle: ChildHandle): number {
    return FIRST_PID + this.#handles.push(handle);
  }

  withPid(pid: number): ChildHandle | undefined {
    return this.#handles.find((handle) => handle.pid === pid);
  }

  find(options: SpawnOptions): Program | number {
    const { run, settings } = this.#machine;
    const found = findProgram(settings.options.commands ?? {}, options);
    if (found === undefined) return errnoOf('ENOENT');
    if (!(found instanceof NeedsShell)) return found;
    return misuse(
      run,
      `${JSON.stringify(found.text)} takes a shell: say what one does with it, node: { commands: { sh: (args) => … } }.`,
    );
  }

  runSync(options: SpawnOptions): SpawnSyncResult {
    const program = this.find(options);
    if (typeof program === 'number')
      return { pid: 0, status: null, signal: null, output: null, error: program };
    const { stdio } = options;
    const result = program.run(inputOf(options));
    return {
      pid: FIRST_PID,
      status: result.signal === undefined ? (result.code ?? 0) : null,
      signal: result.signal ?? null,
      output: stdio.map((each, i) => {
        const bytes = outputOf(result, i);
        if (each.type === 'pipe') return i === 0 ? null : bytes;
        if (bytes.length > 0) openChildStream(this.#machine, each, i, program.title).write(bytes);
        return null;
      }),
      ...timedOut(options, result),
    };
  }
}

function inputOf({ stdio: [stdin] }: SpawnOptions): Buffer {
  const input = stdin?.input;
  return input === undefined || input === null
    ? Buffer.alloc(0)
    : Buffer.from(input.buffer, input.byteOffset, input.byteLength);
}

function outputOf({ stdout = '', stderr = '' }: CommandResult, index: number): Buffer {
  const output = index === 1 ? stdout : index === 2 ? stderr : '';
  return Buffer.from(output as Uint8Array);
}

/** A synchronous call takes no virtual time, but what would take longer than its `timeout` is killed. */
function timedOut(options: SpawnOptions, { ms = 0 }: CommandResult): Partial<SpawnSyncResult> {
  const { timeout, killSignal } = options as { readonly timeout?: number; readonly killSignal?: number };
  const leastMs = typeof ms === 'number' ? ms : ms[0];
  if (timeout === undefined || timeout <= 0 || leastMs < timeout) return {};
  return { status: null, signal: signalOf(killSignal ?? 0) ?? 'SIGTERM', error: errnoOf('ETIMEDOUT') };
}
