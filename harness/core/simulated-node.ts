import { misuse } from './misuse.ts';
import type { Process } from './process.ts';
import type { ProcessHandle, ProcessOptions, ProcessProgram } from './process-handle.ts';
import type { Run } from './run.ts';

/** The simulated Node of a run, as far as an author may reach into it. Its parts are the business of `node/`. */
export interface SimulatedNode {
  readonly files: SimulatedFiles;
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
