import { misuse } from './misuse.ts';
import type { Process } from './process.ts';
import type { ProcessHandle, ProcessOptions, ProcessProgram } from './process-handle.ts';
import type { Run } from './run.ts';

/** The simulated Node of a run, as far as an author may reach into it. Its parts are the business of `node/`. */
export interface SimulatedNode {
  readonly files: SimulatedFiles;
  readonly network: SimulatedNetwork;
  readonly processes: SimulatedProcesses;
  /** What was printed in the run. */
  readonly output: SimulatedOutput;
  /** The scenario's own process is sent a signal, as an event. */
  signal(name: NodeJS.Signals, options: SignalOptions): void;
  /**
   * Tells a program's own listeners of what nobody has caught; false where it has none.
   * @param isTold whether the runtime tells those of the real process itself
   */
  tell(process: Process, emergency: Emergency, args: readonly unknown[], isTold: boolean): boolean;
  /** Ends all that the machine had in memory; calls `restart`, maybe in a later event, when it is up again. */
  losePower(restart: () => void): void;
}

/** What the runtime tells of what nobody has caught. */
export type Emergency = 'uncaughtException' | 'unhandledRejection';

/** When a signal comes. */
export interface SignalOptions {
  /** Whether it comes after the ordinary work by default. Default true. */
  readonly late?: boolean;
  /** When, virtual milliseconds from now: [least, most]. Default: any time. */
  readonly startMs?: readonly [number, number];
}

/** What the code under test has printed, as text. */
export interface SimulatedOutput {
  /** By `process.stdout`, and so by `console.log`. */
  readonly stdout: string;
  /** By `process.stderr`. */
  readonly stderr: string;
}

/** The processes of the system, beside that of the scenario's own code. */
export interface SimulatedProcesses {
  declare(name: string, program: ProcessProgram, options?: ProcessOptions): ProcessHandle;
}

/**
 * The network between the hosts of `node: { hosts }`, by their names. A process (`sim.process`) is on the host of its
 * name, where there is one; the scenario's own code is on `localhost`, and stands for all hosts that no process is on.
 * What is done here happens at once: a task that does it makes when it happens a choice of the schedule.
 * @throws Error, as a misuse, for a host that there is not
 */
export interface SimulatedNetwork {
  /** From now on nothing passes between the two; what is sent arrives once they are healed, as TCP sends it again. */
  partition(a: string, b: string): void;
  /** The same in one direction: what `from` sends does not arrive. */
  cut(from: string, to: string): void;
  /** Everything passes again, between two hosts, or, where none are given, everywhere. */
  heal(a?: string, b?: string): void;
  /** How long messages between the two take from now on, virtual milliseconds, [least, most]. Default: [0.1, 20]. */
  slow(a: string, b: string, latencyMs: readonly [number, number]): void;
  /** Every connection between the two is reset, from without: both ends get ECONNRESET. */
  reset(a: string, b: string): void;
}

/** The files of the simulated machine, from without: looking at them, or writing them, is no event. */
export interface SimulatedFiles {
  /** The content of a file, as text. @throws what `readFileSync` would */
  read(path: string): string;
  /** Writes a file, with the folders that it needs. */
  write(path: string, content: string | Uint8Array): void;
  /** Whether there is anything: a file, a folder, or what a link leads to. */
  exists(path: string): boolean;
  /** Removes a file, or a folder with all that is in it. @throws what `unlinkSync` would where nothing is there */
  remove(path: string): void;
  /** All files, by path: their contents as text. What `mounts` shows is not among them. */
  tree(): Readonly<Record<string, string>>;
}

/** @throws Error, as a misuse, where the scenario has no simulated Node */
export function nodeOf(run: Run, asked: string): SimulatedNode {
  if (run.node !== undefined) return run.node;
  return misuse(run, `sim.${asked} is of a simulated Node; say so: scenario(…, { node: true }).`);
}
