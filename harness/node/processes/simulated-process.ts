import { bareType, Event } from '../../core/event.ts';
import { endProcess } from '../../core/end-process.ts';
import { misuse } from '../../core/misuse.ts';
import type { Process, ProcessEnd } from '../../core/process.ts';
import type { ProcessHandle, ProcessOptions } from '../../core/process-handle.ts';
import type { Run } from '../../core/run.ts';
import { startTask } from '../../core/start.ts';
import { asExit } from '../../core/uncaught.ts';
import type { EntryPoint } from './entry-point.ts';
import { processView } from './process-view.ts';
import { realProcess } from '../real-process.ts';

const ANY_TIME = [0, Infinity] as const;
/** After how long a supervisor starts what has ended. Virtual milliseconds. */
const RESTARTS_MS = [1, 1000] as const;
/** How long a signal takes. Virtual milliseconds. */
const SIGNAL_MS = 1;

/** What it needs of the processes around it. */
export interface Neighbours {
  /** A number for one that starts now. */
  nextPid(process: SimulatedProcess): number;
  withPid(pid: number): SimulatedProcess | undefined;
  /** What each finds in its environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** One process of the system under test, through all its lives. */
export class SimulatedProcess implements ProcessHandle {
  readonly name: string;
  starts = 0;
  pid = 0;
  readonly #run: Run;
  readonly #entry: EntryPoint;
  readonly #options: ProcessOptions;
  readonly #neighbours: Neighbours;
  /** Its present life, or the last. */
  #life: { readonly process: Process; readonly view: NodeJS.Process } | undefined;
  #end: ProcessEnd | undefined;

  constructor(run: Run, name: string, entry: EntryPoint, options: ProcessOptions, neighbours: Neighbours) {
    this.name = name;
    this.#run = run;
    this.#entry = entry;
    this.#options = options;
    this.#neighbours = neighbours;
    this.#begin(options.startMs ?? ANY_TIME, options.late ?? false);
  }

  get running(): boolean {
    return this.#life?.process.isRunning === true;
  }

  get exitCode(): number | undefined {
    return this.#end !== undefined && 'code' in this.#end ? this.#end.code : undefined;
  }

  get signal(): NodeJS.Signals | undefined {
    return this.#end !== undefined && 'signal' in this.#end ? this.#end.signal : undefined;
  }

  start(): void {
    if (this.#isAlive)
      misuse(this.#run, `The process '${this.name}' is alive; start it again after kill('SIGKILL').`);
    if (!this.#run.over && !this.#run.current.dead) this.#begin(ANY_TIME, false);
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): boolean {
    const run = this.#run;
    const life = this.#life;
    if (life === undefined || !this.#isAlive || run.over || run.current.dead) return false;
    if (signal === 'SIGKILL') {
      this.#ended({ signal });
      return true;
    }
    const hear = (): void => {
      if (life.view.listenerCount(signal) > 0) life.view.emit(signal, signal);
      else this.#ended({ signal });
    };
    const { nowMs } = run;
    const type = bareType('operation', signal);
    run.add(new Event(type, life.process.main, undefined, nowMs, nowMs + SIGNAL_MS, hear));
    return true;
  }

  get #isAlive(): boolean {
    return this.#life !== undefined && !this.#life.process.dead;
  }

  #begin(windowMs: readonly [number, number], late: boolean): void {
    const run = this.#run;
    this.starts += 1;
    this.pid = this.#neighbours.nextPid(this);
    this.#end = undefined;
    const process = run.createProcess(
      this.name,
      this.starts === 1 ? this.name : `${this.name}.${this.starts}`,
      this.#options.daemon,
    );
    run.pending.dropIndex();
    const exit = (code: number): Error => {
      this.#ended({ code });
      return asExit(new Error(`The process '${this.name}' has ended with the code ${code}.`));
    };
    const view = this.#viewWith(exit);
    process.view = view;
    process.exit = exit;
    process.kill = () => this.#ended({ signal: 'SIGKILL' });
    this.#life = { process, view };
    const body = (): unknown => {
      process.isRunning = true;
      return this.#entry.begin(view);
    };
    startTask(run, process.main, body, { late, windowMs, connection: undefined, reportsRejection: true });
  }

  #viewWith(exit: (code: number) => Error): NodeJS.Process {
    const { env = {}, args = [] } = this.#options;
    return processView({
      pid: this.pid,
      argv: ['/usr/bin/node', this.#entry.file, ...args],
      env: { ...this.#neighbours.env, ...env },
      exit,
      kill: (pid, signal) => this.#neighbours.withPid(pid)?.kill(signal) ?? realProcess.kill(pid, signal),
    });
  }

  #ended(how: ProcessEnd): void {
    const process = this.#life?.process;
    if (process === undefined || process.dead) return;
    this.#end = how;
    endProcess(this.#run, process, how);
    const { restart = false } = this.#options;
    if (restart === false || this.#run.over) return;
    this.#begin(restart === true ? RESTARTS_MS : restart, false);
  }
}
